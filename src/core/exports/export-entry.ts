/** Text where the stored bytes are valid UTF-8, else the bytes themselves. */
export type StoredValue = string | Buffer;

/**
 * One entry as an export reads it. What every row needs are properties; what only some columns need is asked for by a
 * call, so that it costs nothing when no such column is chosen.
 */
export interface ExportEntry {
  readonly id: number;
  readonly timeUnixUs: number;
  /** 0 to 7. */
  readonly severity: number;
  /** What the source said where that is no plain 0 to 7; null when it said exactly `severity`. */
  readonly rawSeverity: string | null;
  readonly host: string;
  readonly unit: string;
  readonly identifier: string;
  readonly pid: number | null;
  /** null when the source gave none. */
  readonly message: StoredValue | null;
  /** The source's specification as the user gave it: `journal`. */
  source(): string;
  /** The source's own position of the entry: for journald its cursor. */
  position(): string;
  receivedAtUnixUs(): number;
  /** All values of a raw field in the source's order; empty when the entry has none of that name. */
  fieldValues(name: string): readonly StoredValue[];
  /** Every raw field in the source's order, several values of one name as several fields. */
  allFields(): readonly { name: string; bytes: Buffer }[];
}

/**
 * Entries in ascending order of id, some hundreds at a time. Each page is read when it is asked for, and no statement
 * stays open in between, so that the writer's checkpoints are not held up. An entry may only be used until the next
 * page is asked for. Bounded memory: a page holds a bounded number of bytes plus at most one entry more.
 */
export type EntryPages = Iterable<readonly ExportEntry[]>;

import type { Statement } from 'better-sqlite3';
import type { EntryDraft } from '../pipeline/entry-draft.ts';
import type { WritableDatabase } from '../store/open-database.ts';

const COLUMNS =
  'id, time_us, severity, raw_severity, origin_id, pid, stream_id, sequence, monotonic_us, check_low, check_high, message, rest';
/** Columns of one row. */
const WIDTH = 13;
/** Rows of one statement: measured to be a fifth faster than one by one; more gain nothing. */
const ROWS_AT_ONCE = 20;

/** Until `number` is called. */
const NO_ID = 0;

const AT_ID = 0;
const AT_TIME = 1;
const AT_SEVERITY = 2;
const AT_ORIGIN = 4;

type Value = number | string | Buffer | null;

/**
 * The rows between the logic and the writer, flat, in the order of their columns, so that a row needs no object of its own.
 * They stay until the transaction that holds them is committed.
 */
export class EntryRows {
  readonly #values: Value[] = [];
  readonly #sourceIds: number[] = [];
  readonly #insertMany: Statement<[Value[]]>;
  readonly #insertOne: Statement<[Value[]]>;
  readonly #insertLate: Statement<[Value[]]>;
  readonly #present: Statement<[number, number], number>;
  #sizeBytes = 0;
  /** The rows in the order of their ids; null: as they came. */
  #order: readonly number[] | null = null;

  constructor(database: WritableDatabase) {
    const row = `(${Array.from({ length: WIDTH }, () => '?').join(', ')})`;
    const many = Array.from({ length: ROWS_AT_ONCE }, () => row).join(', ');
    // The unique key on the position decides what is a duplicate.
    this.#insertMany = database.prepare<[Value[]]>(
      `INSERT OR IGNORE INTO entries (${COLUMNS}) VALUES ${many}`,
    );
    this.#insertOne = database.prepare<[Value[]]>(`INSERT OR IGNORE INTO entries (${COLUMNS}) VALUES ${row}`);
    this.#insertLate = database.prepare<[Value[]]>(
      `INSERT OR IGNORE INTO entries (${COLUMNS}, late_place) VALUES (${Array.from({ length: WIDTH + 1 }, () => '?').join(', ')})`,
    );
    this.#present = database
      .prepare<[number, number], number>('SELECT id FROM entries WHERE id BETWEEN ? AND ?')
      .pluck();
  }

  get count(): number {
    return this.#sourceIds.length;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Copies the draft. */
  add(sourceId: number, draft: EntryDraft): void {
    this.#values.push(
      NO_ID,
      draft.timeUnixUs,
      draft.severity,
      draft.rawSeverity,
      draft.originId,
      draft.pid,
      draft.streamId,
      draft.sequence,
      draft.monotonicUs,
      draft.checkLow,
      draft.checkHigh,
      draft.message,
      draft.rest,
    );
    this.#sourceIds.push(sourceId);
    this.#sizeBytes += draft.sizeBytes;
  }

  timeOf(row: number): number {
    return this.#values[row * WIDTH + AT_TIME] as number;
  }

  sourceIdOf(row: number): number {
    return this.#sourceIds[row] as number;
  }

  /** The id that `number` gave to a row. */
  idOf(row: number): number {
    return this.#values[row * WIDTH + AT_ID] as number;
  }

  /** Gives the rows consecutive ids. @param order - The rows in the order of their ids; null: as they are. */
  number(firstId: number, order: readonly number[] | null): void {
    for (let at = 0; at < this.count; at += 1)
      this.#values[(order?.[at] ?? at) * WIDTH + AT_ID] = firstId + at;
    this.#order = order;
  }

  /**
   * Inserts all rows within the open transaction.
   * @param latePlaces - Of the first rows in their order; the others have none.
   * @returns The ids that were not inserted because their position is stored already.
   */
  insert(latePlaces: readonly number[]): Set<number> {
    const duplicates = new Set<number>();
    for (const [at, place] of latePlaces.entries()) {
      const row = this.#order?.[at] ?? at;
      const values = this.#values.slice(row * WIDTH, (row + 1) * WIDTH);
      const { changes } = this.#insertLate.run([...values, place]);
      if (changes !== 1) duplicates.add(this.idOf(row));
    }
    this.#insertInOrder(latePlaces.length, duplicates);
    return duplicates;
  }

  #insertInOrder(firstAt: number, duplicates: Set<number>): void {
    const total = this.count;
    let row = firstAt;
    for (; row + ROWS_AT_ONCE <= total; row += ROWS_AT_ONCE) {
      const values = this.#valuesOf(row, row + ROWS_AT_ONCE);
      const { changes } = this.#insertMany.run(values);
      if (changes !== ROWS_AT_ONCE) this.#collectMissing(row, row + ROWS_AT_ONCE, duplicates);
    }
    for (; row < total; row += 1) {
      const { changes } = this.#insertOne.run(this.#valuesOf(row, row + 1));
      if (changes !== 1) duplicates.add(this.idOf(this.#order?.[row] ?? row));
    }
  }

  /** The values of some rows, from and until a place in their order. */
  #valuesOf(fromAt: number, untilAt: number): Value[] {
    if (this.#order === null) return this.#values.slice(fromAt * WIDTH, untilAt * WIDTH);
    return this.#order
      .slice(fromAt, untilAt)
      .flatMap((row) => this.#values.slice(row * WIDTH, (row + 1) * WIDTH));
  }

  /** In order of id. */
  forEach(
    visit: (id: number, sourceId: number, timeUnixUs: number, severity: number, originId: number) => void,
  ): void {
    const values = this.#values;
    for (let place = 0; place < this.count; place += 1) {
      const row = this.#order?.[place] ?? place;
      const at = row * WIDTH;
      visit(
        values[at + AT_ID] as number,
        this.#sourceIds[row] as number,
        values[at + AT_TIME] as number,
        values[at + AT_SEVERITY] as number,
        values[at + AT_ORIGIN] as number,
      );
    }
  }

  clear(): void {
    this.#order = null;
    this.#values.length = 0;
    this.#sourceIds.length = 0;
    this.#sizeBytes = 0;
  }

  #collectMissing(fromAt: number, toAt: number, missing: Set<number>): void {
    const ids = Array.from({ length: toAt - fromAt }, (_, index) => {
      const at = fromAt + index;
      return this.idOf(this.#order?.[at] ?? at);
    });
    const present = new Set(this.#present.all(ids[0] ?? 0, ids.at(-1) ?? 0));
    for (const id of ids) if (!present.has(id)) missing.add(id);
  }
}

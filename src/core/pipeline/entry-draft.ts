/**
 * One entry on its way from the parser through the logic to the writer. A parser fills the same object again and again,
 * so nothing may keep it: the writer copies what it stores.
 */
export interface EntryDraft {
  /** Microseconds since 1970, UTC. */
  timeUnixUs: number;
  /** What the source said of the severity, as text: undefined when it said nothing; several values joined by a comma. */
  statedSeverity: string | undefined;
  /** The source is on the common scale already: the parser has set `severity` and `rawSeverity`, and the logic leaves them. */
  hasCommonSeverity: boolean;
  /** Set by the logic. */
  severity: number;
  /** Set by the logic: null when the source stated exactly `severity`, in the words of `statedSeverity`. */
  rawSeverity: string | null;
  originId: number;
  pid: number | null;
  streamId: number;
  /** Unique within the stream, together with `checkLow`. */
  sequence: number;
  monotonicUs: number | null;
  /** The lower and upper 32 bits of the source's own check sum, as signed numbers; 0 where it has none. */
  checkLow: number;
  checkHigh: number;
  /** A string when the bytes are UTF-8; a Buffer of its own when not; null when there is none. */
  message: string | Buffer | null;
  /** Fields that are neither columns nor part of the origin: a blob of field-codec.ts. */
  rest: Buffer | null;
  /** What the entry takes in memory, roughly: for the bounds of the queues. */
  sizeBytes: number;
}

export function emptyDraft(): EntryDraft {
  return {
    timeUnixUs: 0,
    statedSeverity: undefined,
    hasCommonSeverity: false,
    severity: 6,
    rawSeverity: null,
    originId: 0,
    pid: null,
    streamId: 0,
    sequence: 0,
    monotonicUs: null,
    checkLow: 0,
    checkHigh: 0,
    message: null,
    rest: null,
    sizeBytes: 0,
  };
}

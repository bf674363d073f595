/**
 * journald's cursor: `s=<sequence number id>;i=<sequence number>;b=<boot id>;m=<monotonic>;t=<realtime>;x=<check>`, ids as
 * 32 and numbers as canonical lower-case hexadecimal digits. Opaque by contract, so what does not have exactly this shape is
 * kept as text. Source: systemd, sd_journal_get_cursor() in src/libsystemd/sd-journal/sd-journal.c.
 */
export interface JournalCursor {
  /** `s=…;b=…`: within it, `sequence` and the check are unique. */
  streamKey: string;
  sequence: number;
  monotonicUs: number;
  timeUnixUs: number;
  /** The 64-bit check in two signed halves. */
  checkLow: number;
  checkHigh: number;
}

/** A stream that holds one single cursor of unknown shape. */
const OPAQUE_PREFIX = 'cursor:';

const SHAPE =
  /^s=([0-9a-f]{32});i=(0|[1-9a-f][0-9a-f]{0,12});b=([0-9a-f]{32});m=(0|[1-9a-f][0-9a-f]{0,12});t=(0|[1-9a-f][0-9a-f]{0,12});x=(0|[1-9a-f][0-9a-f]{0,15})$/;

/** Reads a cursor of the known shape; undefined for any other text, and for numbers of 2^52 or more. */
export function parseCursor(text: string): JournalCursor | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, streamId = '', sequence = '', bootId = '', monotonic = '', time = '', check = ''] = match;
  const padded = check.padStart(16, '0');
  return {
    streamKey: `s=${streamId};b=${bootId}`,
    sequence: Number.parseInt(sequence, 16),
    monotonicUs: Number.parseInt(monotonic, 16),
    timeUnixUs: Number.parseInt(time, 16),
    checkLow: Number.parseInt(padded.slice(8), 16) | 0,
    checkHigh: Number.parseInt(padded.slice(0, 8), 16) | 0,
  };
}

/** The exact text that `parseCursor` read. */
export function formatCursor(cursor: JournalCursor): string {
  if (cursor.streamKey.startsWith(OPAQUE_PREFIX)) return cursor.streamKey.slice(OPAQUE_PREFIX.length);
  const split = cursor.streamKey.indexOf(';b=');
  const high = (cursor.checkHigh >>> 0).toString(16);
  const low = (cursor.checkLow >>> 0).toString(16);
  const check = high === '0' ? low : high + low.padStart(8, '0');
  return (
    `${cursor.streamKey.slice(0, split)};i=${cursor.sequence.toString(16)};b=${cursor.streamKey.slice(split + 3)}` +
    `;m=${cursor.monotonicUs.toString(16)};t=${cursor.timeUnixUs.toString(16)};x=${check}`
  );
}

/** Whether a stream of the store is one of journald's. */
export function isJournalStream(streamKey: string): boolean {
  return streamKey.startsWith('s=') || streamKey.startsWith(OPAQUE_PREFIX);
}

/** The stream of a cursor that has no known shape. */
export function opaqueStreamKey(cursor: string): string {
  return OPAQUE_PREFIX + cursor;
}

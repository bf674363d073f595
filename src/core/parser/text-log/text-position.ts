import { createHash } from 'node:crypto';

/** What the keys of the streams of text logs begin with, in the store's dictionary of streams. */
const STREAM_PREFIX = 'text:';

/** Whether a stream of the store is the entries of a text log. */
export function isTextStream(streamKey: string): boolean {
  return streamKey.startsWith(STREAM_PREFIX);
}

/**
 * The stream of a file's entries, named after its first line, so that it stays the same when the file grows, is renamed, copied or
 * compressed. @param firstLine - Without its line end.
 */
export function textStreamKey(firstLine: Uint8Array): string {
  const hash = createHash('sha256').update(firstLine).digest('hex');
  return `${STREAM_PREFIX}${hash.slice(0, 32)}`;
}

/** The position of one entry: where its first byte stands in the file, decompressed. */
export function formatTextEntryPosition(streamKey: string, bytes: number): string {
  return `${streamKey};at=${String(bytes)}`;
}

/** How far a text log has been read: everything before is stored, in quarantine or dropped. */
export interface TextPosition {
  streamKey: string;
  /** Where reading goes on. */
  bytes: number;
  /** When the last entry was logged, which tells the year of the next; null: there was none. */
  lastEntryUnixUs: number | null;
}

const SHAPE = /^(text:[0-9a-f]{32});bytes=(\d{1,15});time=(\d{1,16})?$/;

export function formatTextPosition({ streamKey, bytes, lastEntryUnixUs }: TextPosition): string {
  return `${streamKey};bytes=${String(bytes)};time=${lastEntryUnixUs === null ? '' : String(lastEntryUnixUs)}`;
}

/** Reads what `formatTextPosition` wrote; undefined for anything else. */
export function parseTextPosition(text: string): TextPosition | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, streamKey = '', bytes = '', time] = match;
  return { streamKey, bytes: Number(bytes), lastEntryUnixUs: time === undefined ? null : Number(time) };
}

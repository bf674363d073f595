import { createHash } from 'node:crypto';
import type { EntryOrder } from '../../listener/text-log/text-log-format.ts';

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

const ENTRY_SHAPE = /^(text:[0-9a-f]{32});at=(\d{1,15})$/;

/** Reads what `formatTextEntryPosition` wrote; undefined for anything else. */
export function parseTextEntryPosition(text: string): { streamKey: string; bytes: number } | undefined {
  const match = ENTRY_SHAPE.exec(text);
  return match === null ? undefined : { streamKey: match[1] ?? '', bytes: Number(match[2]) };
}

/**
 * In a file whose newest entry is first, places are counted from its end, so that they stay the same when it grows: from here downwards. No text
 * log is as large.
 */
export const END_PLACE = 2 ** 40;

/** In which order the entries of a file are, by the place of one of them. */
export function orderOfPlace(bytes: number): EntryOrder {
  return bytes > END_PLACE / 2 ? 'newest-first' : 'oldest-first';
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

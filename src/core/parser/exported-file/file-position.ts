import { createHash, type Hash } from 'node:crypto';
import type { FileLayout } from '../../listener/exported-file/file-layout.ts';

/** What the keys of the streams of exported files begin with, in the store's dictionary of streams. */
const STREAM_PREFIX = 'file:';

/** Whether a stream of the store is the rows of an exported file. Journald's begin with `s=`, single cursors with `cursor:`. */
export function isFileStream(streamKey: string): boolean {
  return streamKey.startsWith(STREAM_PREFIX);
}

/**
 * The stream that the rows of a file belong to: named after its columns and its first row, so that a file that grew, or a copy
 * of it under another name, has the same rows.
 */
export function fileStreamKey(layout: FileLayout, firstRow: Uint8Array): string {
  const columns = 'columns' in layout ? layout.columns : [];
  const hash = createHash('sha256')
    .update(`${JSON.stringify(columns)}\n`)
    .update(firstRow)
    .digest('hex');
  return `${STREAM_PREFIX}${hash.slice(0, 32)}`;
}

/** The position of one row, counted from 1. */
export function formatRowPosition(streamKey: string, row: number): string {
  return `${streamKey};row=${String(row)}`;
}

/** How far a file has been read: everything up to here is stored, in quarantine or dropped. */
export interface FilePosition {
  /** '' in journald's export format, whose entries have positions of their own. */
  streamKey: string;
  /** Rows read; 0 in journald's export format. */
  row: number;
  /** Where the next row begins, in bytes of the content: decompressed, behind the heading. */
  bytes: number;
  /** SHA-256 of the layout and of all content before, hexadecimal: tells whether the file still begins like this. */
  sha256: string;
}

const SHAPE = /^(file:[0-9a-f]{32}|);row=(\d{1,15});bytes=(\d{1,15});sha256=([0-9a-f]{64})$/;

export function formatFilePosition({ streamKey, row, bytes, sha256 }: FilePosition): string {
  return `${formatRowPosition(streamKey, row)};bytes=${String(bytes)};sha256=${sha256}`;
}

/** Reads what `formatFilePosition` wrote; undefined for anything else. */
export function parseFilePosition(text: string): FilePosition | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, streamKey = '', row = '', bytes = '', sha256 = ''] = match;
  return { streamKey, row: Number(row), bytes: Number(bytes), sha256 };
}

/** The sum over a file's content as a FilePosition has it, before the first byte. */
export function beginContentHash(layout: FileLayout): Hash {
  return createHash('sha256').update(`${JSON.stringify(layout)}\n`);
}

import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import { detectTextLog } from '../parser/text-log/detection/detect-text-log.ts';
import { decompressedHead } from './exported-file/decompress.ts';
import { READ_FLAGS } from './exported-file/file-bytes.ts';
import { isParquet } from './exported-file/parquet-file.ts';
import { HEAD_BYTES, recogniseLayout } from './exported-file/recognise-layout.ts';
import type { SourceTarget } from './source-target.ts';

/**
 * What a file is, by its beginning: one that Hydrant exported, which is read once, or a text log, which is followed. What is not there, cannot be read
 * or is empty yet counts as a text log: its listener waits and says why. What is neither is left to the reader of exported files, who says what
 * he misses.
 * @param path - Absolute.
 */
export function recogniseFile(path: string): SourceTarget {
  const head = readHead(path);
  if (head === undefined || head.length === 0) return { kind: 'text-log', path, format: null };
  if (isParquet(head)) return { kind: 'file', path };
  const text = decompressedHead(head).subarray(0, HEAD_BYTES);
  try {
    recogniseLayout(path, text);
    return { kind: 'file', path };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return detectTextLog(text) === undefined
      ? { kind: 'file', path }
      : { kind: 'text-log', path, format: null };
  }
}

/** undefined: it cannot be read now. */
function readHead(path: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, READ_FLAGS);
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { compressionOf, decompressedHead } from '../exported-file/decompress.ts';
import { READ_FLAGS } from '../exported-file/file-bytes.ts';
import { classifyReadError, notAFile } from '../exported-file/read-error.ts';

/** At each end of the file. */
const SAMPLE_BYTES = 256 * 1024;
const SAMPLE_LINES = 200;
const LF = 10;

/** The first and the last lines of a text log. */
export interface LogSample {
  head: Buffer;
  /** From the beginning of a line on; empty where the head is all there is, and of a compressed file. */
  tail: Buffer;
  modifiedUnixUs: number;
}

/**
 * Reads the first and the last lines of a file, up to 200 and 256 KiB of each, plain or compressed. Waits for the disk: for threads that may.
 * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format` (a folder, a device), `file.failed`.
 */
export function readLogSample(path: string): LogSample {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, READ_FLAGS);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw notAFile(path);
    const modifiedUnixUs = Math.floor(stats.mtimeMs * 1000);
    const first = readFrom(descriptor, 0);
    if (compressionOf(first) !== 'none') {
      const head = firstLines(decompressedHead(first).subarray(0, SAMPLE_BYTES));
      return { head, tail: Buffer.alloc(0), modifiedUnixUs };
    }
    const head = firstLines(first);
    const tailStart = Math.max(head.length, stats.size - SAMPLE_BYTES);
    const tail = readFrom(descriptor, tailStart);
    return { head, tail: lastLines(tailStart === head.length ? tail : fromNextLine(tail)), modifiedUnixUs };
  } catch (error) {
    throw classifyReadError(path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readFrom(descriptor: number, offset: number): Buffer {
  const bytes = Buffer.alloc(SAMPLE_BYTES);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, SAMPLE_BYTES, offset));
}

function firstLines(bytes: Buffer): Buffer {
  let end = 0;
  for (let lines = 0; lines < SAMPLE_LINES; lines += 1) {
    const lineFeed = bytes.indexOf(LF, end);
    if (lineFeed < 0) return bytes;
    end = lineFeed + 1;
  }
  return bytes.subarray(0, end);
}

function lastLines(bytes: Buffer): Buffer {
  let start = bytes.length;
  for (let lines = 0; lines < SAMPLE_LINES && start > 0; lines += 1) {
    start = start < 2 ? 0 : bytes.lastIndexOf(LF, start - 2) + 1;
  }
  return bytes.subarray(start);
}

function fromNextLine(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(LF) + 1);
}

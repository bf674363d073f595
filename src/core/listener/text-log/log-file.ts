import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '#contract/errors.ts';
import type { ExportCompression } from '#contract/export-format.ts';
import { textStreamKey } from '../../parser/text-log/text-position.ts';
import { compressionOf, decompressed } from '../exported-file/decompress.ts';
import { FileBytes, READ_FLAGS } from '../exported-file/file-bytes.ts';
import { ownBytes, readAt } from '../exported-file/read-at.ts';
import { classifyReadError, notAFile } from '../exported-file/read-error.ts';

/** So much of a file's beginning is looked at to tell its format. */
export const SAMPLE_BYTES = 64 * 1024;
/** A first line that is longer names its file by so much of it. */
export const NAMING_BYTES = 4096;
const LF = 10;
const CR = 13;
/** As large as the chunks of a pipe. */
export const CHUNK_BYTES = 64 * 1024;

/** Device and inode, as text: what stays the same when a file is renamed. */
export type FileIdentity = string;

/** Another file has the name by now: what was listed has to be listed again. */
export class RotatedMeanwhile extends Error {
  constructor(path: string) {
    super(`${path} was rotated while it was opened`);
    this.name = 'RotatedMeanwhile';
  }
}

function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'file.not-found';
}

/** What a file is called that stays the same when it grows, is renamed, copied or compressed; null: its first line is not complete yet. */
export function streamKeyOf(sample: Buffer): string | null {
  const lineFeed = sample.indexOf(LF);
  if (lineFeed < 0 && sample.length < NAMING_BYTES) return null;
  const end = Math.min(lineFeed < 0 ? NAMING_BYTES : lineFeed, NAMING_BYTES);
  return textStreamKey(sample.subarray(0, end > 0 && sample[end - 1] === CR ? end - 1 : end));
}

/** The same of a file that grows at its top: what is named is its last line. @param tail - Its last bytes. */
export function streamKeyOfLast(tail: Buffer): string {
  let end = tail.length;
  while (end > 0 && (tail[end - 1] === LF || tail[end - 1] === CR)) end -= 1;
  const line = tail.subarray(0, end).subarray(tail.subarray(0, end).lastIndexOf(LF) + 1);
  return textStreamKey(line.subarray(-NAMING_BYTES));
}

/** A text log that is open: the file itself, wherever it is renamed to, for as long as something is written to it. */
export class LogFile implements AsyncDisposable {
  readonly path: string;
  readonly identity: FileIdentity;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle, identity: FileIdentity) {
    this.path = path;
    this.#handle = handle;
    this.identity = identity;
  }

  /**
   * @param expected - Which file it is to be. @throws RotatedMeanwhile when it is another one.
   * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format` (a folder, a device), `file.failed`.
   */
  static async open(path: string, expected?: FileIdentity): Promise<LogFile> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path, READ_FLAGS);
      const stats = await handle.stat({ bigint: true });
      if (!stats.isFile()) throw notAFile(path);
      const identity = `${String(stats.dev)}:${String(stats.ino)}`;
      if (expected !== undefined && expected !== identity) throw new RotatedMeanwhile(path);
      return new LogFile(path, handle, identity);
    } catch (error) {
      await handle?.close();
      const classified = classifyReadError(path, error);
      throw expected !== undefined && isGone(classified) ? new RotatedMeanwhile(path) : classified;
    }
  }

  async look(): Promise<{ sizeBytes: number; modifiedUnixUs: number }> {
    const { size, mtimeMs } = await this.#handle.stat();
    return { sizeBytes: size, modifiedUnixUs: Math.floor(mtimeMs * 1000) };
  }

  /** Up to 64 KiB from an offset on, with memory of their own; none at the end. @throws AppError `file.failed`. */
  async read(offsetBytes: number, lengthBytes = CHUNK_BYTES): Promise<Buffer> {
    try {
      return await readAt(this.#handle.fd, offsetBytes, offsetBytes + lengthBytes);
    } catch (error) {
      throw classifyReadError(this.path, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}

/** A file that is read as it is now: what was rotated away, plain or compressed. */
export class FinishedFile implements AsyncDisposable {
  readonly path: string;
  readonly #bytes: FileBytes;

  private constructor(bytes: FileBytes) {
    this.path = bytes.path;
    this.#bytes = bytes;
  }

  /** @throws as LogFile.open. */
  static async open(path: string, expected: FileIdentity): Promise<FinishedFile> {
    let bytes: FileBytes;
    try {
      bytes = await FileBytes.open(path);
    } catch (error) {
      throw isGone(error) ? new RotatedMeanwhile(path) : error;
    }
    if (bytes.identity === expected) return new FinishedFile(bytes);
    await bytes[Symbol.asyncDispose]();
    throw new RotatedMeanwhile(path);
  }

  async isCompressed(): Promise<boolean> {
    return (await this.#compression()) !== 'none';
  }

  /** Decompressed, from an offset on; each chunk has memory of its own. @throws AppError `file.failed`. */
  async *chunks(fromBytes = 0): AsyncGenerator<Buffer> {
    const compression = await this.#compression();
    if (compression === 'none') {
      yield* this.#bytes.chunks(fromBytes);
      return;
    }
    let left = fromBytes;
    for await (const chunk of decompressed(this.#bytes, compression)) {
      if (left < chunk.length) yield left === 0 ? chunk : ownBytes(chunk.subarray(left));
      left = Math.max(0, left - chunk.length);
    }
  }

  /** Its first bytes, or all of it. */
  async sample(sizeBytes = SAMPLE_BYTES): Promise<Buffer> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.chunks()) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= sizeBytes) break;
    }
    return Buffer.concat(parts).subarray(0, sizeBytes);
  }

  async #compression(): Promise<ExportCompression> {
    return compressionOf(await this.#bytes.read(0, Math.min(4, this.#bytes.sizeBytes)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bytes[Symbol.asyncDispose]();
  }
}

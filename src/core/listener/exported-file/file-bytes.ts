import { constants, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { readAt } from './read-at.ts';
import { classifyReadError, notAFile } from './read-error.ts';

/** As large as the chunks of a pipe. */
const CHUNK_BYTES = 64 * 1024;
/** Without O_NONBLOCK, which Windows has not, opening a pipe waits for whoever writes to it. */
export const READ_FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * A regular file that is open for reading, as it was when it was opened: what is appended later is not read. Reading never moves
 * a common place in it, so that several readings can go on at once.
 */
export class FileBytes implements AsyncDisposable {
  readonly path: string;
  readonly sizeBytes: number;
  readonly #handle: FileHandle;
  readonly #stats: BigIntStats;

  private constructor(path: string, handle: FileHandle, stats: BigIntStats) {
    this.path = path;
    this.sizeBytes = Number(stats.size);
    this.#handle = handle;
    this.#stats = stats;
  }

  /** @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format` (a folder, a device), `file.failed`. */
  static async open(path: string): Promise<FileBytes> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path, READ_FLAGS);
      const stats = await handle.stat({ bigint: true });
      // A pipe or a device has no size and would be waited for without end.
      if (!stats.isFile()) throw notAFile(path);
      return new FileBytes(path, handle, stats);
    } catch (error) {
      await handle?.close();
      throw classifyReadError(path, error);
    }
  }

  /** The bytes from `start` on in order, each chunk with memory of its own. @throws AppError `file.failed`. */
  async *chunks(start = 0): AsyncGenerator<Buffer> {
    for (let at = start; at < this.sizeBytes;) {
      const bytes = await this.read(at, Math.min(this.sizeBytes, at + CHUNK_BYTES));
      if (bytes.length === 0) return;
      // Before it is given away: in another thread's hands it has no length any more.
      at += bytes.length;
      yield bytes;
    }
  }

  /** The bytes from `start` to `end`; fewer where the file has become shorter. @throws AppError `file.failed`. */
  async read(start: number, end: number): Promise<Buffer> {
    try {
      return await readAt(this.#handle.fd, start, end);
    } catch (error) {
      throw classifyReadError(this.path, error);
    }
  }

  /** Device and inode: the same wherever the file is renamed to. */
  get identity(): string {
    return `${String(this.#stats.dev)}:${String(this.#stats.ino)}`;
  }

  /** For another thread of this process; valid until the file is closed. */
  get fileDescriptor(): number {
    return this.#handle.fd;
  }

  /** Whether the file was written to since it was opened. */
  async hasChanged(): Promise<boolean> {
    const { size, mtimeNs } = await this.#handle.stat({ bigint: true });
    return size !== this.#stats.size || mtimeNs !== this.#stats.mtimeNs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}

import fs from 'node:fs';
import { dirname } from 'node:path';
import { classifyFileError } from './file-error.ts';
import { newPartialPath, removeIfThere } from './partial-files.ts';

/** The calls by which an export changes a disk: node:fs, unless a test puts a disk in its place that fails. */
export type FileCalls = Pick<
  typeof fs,
  'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'linkSync' | 'renameSync' | 'statSync'
>;

/** An export may hold what others must not read. */
const FILE_MODE = 0o600;

/** File systems without hard links say one of these. Source: link(2). */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN']);

/**
 * A file that appears under its name only when it is complete. Written under a temporary name in the same folder with
 * mode 0600; `close` puts it on the disk, `publish` gives it its name, `discard` leaves nothing behind. All calls
 * block; all throw an AppError that names the file.
 */
export class OutputFile {
  readonly path: string;
  readonly #calls: FileCalls;
  readonly #partialPath: string;
  #descriptor: number | undefined;

  /**
   * Opens the temporary file.
   * @param exportPath - What the user asked for; the parts of one export share it, so that what a killed one left is found.
   */
  constructor(path: string, exportPath: string = path, calls: FileCalls = fs) {
    this.path = path;
    this.#calls = calls;
    this.#partialPath = newPartialPath(exportPath);
    this.#descriptor = this.#classified(() => calls.openSync(this.#partialPath, 'wx', FILE_MODE));
  }

  write(chunk: Uint8Array): void {
    this.#classified(() => {
      let offset = 0;
      // A write may take less than it is given, for example just before the disk is full.
      while (offset < chunk.length) offset += this.#calls.writeSync(this.#open, chunk, offset);
    });
  }

  /** All bytes are on the disk afterwards, still under the temporary name. */
  close(): void {
    this.#classified(() => {
      this.#calls.fsyncSync(this.#open);
      const descriptor = this.#open;
      this.#descriptor = undefined;
      this.#calls.closeSync(descriptor);
    });
  }

  /**
   * Gives the closed file its name. Without `replacesExisting` a file that exists is never touched, also when it
   * appears in this very moment: `file.exists`.
   */
  publish(replacesExisting: boolean): void {
    this.#classified(() => {
      if (replacesExisting) {
        this.#calls.renameSync(this.#partialPath, this.path);
        return;
      }
      try {
        this.#calls.linkSync(this.#partialPath, this.path);
      } catch (error) {
        if (!isCode(error, NO_HARD_LINKS)) throw error;
        this.#renameToReservedName();
        return;
      }
      removeIfThere(this.#partialPath);
    });
  }

  /** Takes back what was written. Never throws; does nothing to a published file. */
  discard(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) {
      try {
        this.#calls.closeSync(descriptor);
      } catch {
        // The file is thrown away: that the disk could not take its last bytes no longer matters.
      }
    }
    removeIfThere(this.#partialPath);
  }

  get #open(): number {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed`);
    return this.#descriptor;
  }

  /** Only one can make the empty file; whoever did may rename over it. */
  #renameToReservedName(): void {
    this.#calls.closeSync(this.#calls.openSync(this.path, 'wx', FILE_MODE));
    try {
      this.#calls.renameSync(this.#partialPath, this.path);
    } catch (error) {
      removeIfThere(this.path);
      throw error;
    }
  }

  #classified<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw classifyFileError(this.path, error);
    }
  }
}

/**
 * Fails early where a file could not be published in the end.
 * @throws AppError `file.exists`, or `file.failed` when the path is a folder.
 */
export function checkTarget(path: string, replacesExisting: boolean, calls: FileCalls = fs): void {
  try {
    const found = calls.statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    if (!replacesExisting) throw Object.assign(new Error('it exists'), { code: 'EEXIST' });
  } catch (error) {
    throw classifyFileError(path, error);
  }
}

/** Makes the names of published files survive a power cut. Windows cannot and need not: NTFS keeps a journal of names. */
export function syncFolder(path: string, calls: FileCalls = fs): void {
  if (process.platform === 'win32') return;
  try {
    const descriptor = calls.openSync(dirname(path), 'r');
    try {
      calls.fsyncSync(descriptor);
    } finally {
      calls.closeSync(descriptor);
    }
  } catch (error) {
    // A folder that may be written to but not read, or a file system that cannot sync folders: the files are complete.
    if (!isCode(error, new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'])))
      throw classifyFileError(path, error);
  }
}

function isCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code));
}

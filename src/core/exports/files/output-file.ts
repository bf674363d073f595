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
  /** Where it is written until it is published. */
  readonly partialPath: string;
  #descriptor: number | undefined;

  /** Opens the temporary file. */
  constructor(path: string, calls: FileCalls = fs) {
    this.path = path;
    this.#calls = calls;
    this.partialPath = newPartialPath(path);
    this.#descriptor = this.#classified(() => calls.openSync(this.partialPath, 'wx', FILE_MODE));
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

  /** Gives the closed file its name: see publishFile. */
  publish(replacesExisting: boolean): void {
    publishFile(this.partialPath, this.path, replacesExisting, this.#calls);
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
    removeIfThere(this.partialPath);
  }

  get #open(): number {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed`);
    return this.#descriptor;
  }

  #classified<T>(action: () => T): T {
    return classified(this.path, action);
  }
}

/**
 * Gives a complete file its name. Without `replacesExisting` a file that exists is never touched, also when it appears in this very
 * moment. @throws AppError `file.exists` and what else keeps it from its name; it then stands under its temporary name as before.
 */
export function publishFile(
  partialPath: string,
  path: string,
  replacesExisting: boolean,
  calls: FileCalls = fs,
): void {
  classified(path, () => {
    if (replacesExisting) {
      calls.renameSync(partialPath, path);
      return;
    }
    try {
      calls.linkSync(partialPath, path);
    } catch (error) {
      if (!isCode(error, NO_HARD_LINKS)) throw error;
      renameToReservedName(partialPath, path, calls);
      return;
    }
    removeIfThere(partialPath);
  });
}

/** Only one can make the empty file; whoever did may rename over it. */
function renameToReservedName(partialPath: string, path: string, calls: FileCalls): void {
  calls.closeSync(calls.openSync(path, 'wx', FILE_MODE));
  try {
    calls.renameSync(partialPath, path);
  } catch (error) {
    removeIfThere(path);
    throw error;
  }
}

function classified<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw classifyFileError(path, error);
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

import { existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { classifyErrors, databasePath } from '../store/open-database.ts';
import { CaptureLock } from '../store/capture-lock.ts';

/** A folder without a database was made a moment ago, or by a process that died before it had one. */
const LONGEST_BIRTH_MS = 60_000;

/**
 * Makes a folder for the store of an opened file below the user's data folder: on the same disk, and as closed to others.
 * @throws AppError when it cannot be made.
 */
export function makeOpenedStore(dataDir: string): string {
  return classifyErrors(dataDir, () => {
    const parent = openedStores(dataDir);
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    // mkdtemp gives mode 0700 itself.
    return mkdtempSync(join(parent, 'file-'));
  });
}

/**
 * Removes what opened files left whose Hydrant was killed: stores that nobody holds the capture lock of. What cannot be
 * removed now is left for the next time.
 */
export async function removeAbandonedStores(dataDir: string): Promise<void> {
  const parent = openedStores(dataDir);
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const folder = join(parent, name);
    try {
      if (isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof AppError) && !isFileSystemError(error)) throw error;
    }
  }
}

function openedStores(dataDir: string): string {
  return join(dataDir, 'opened');
}

function isAbandoned(folder: string): boolean {
  // Its process takes the lock first and then makes the database, so one without a database may be about to take it.
  if (!existsSync(databasePath(folder))) return Date.now() - statSync(folder).mtimeMs > LONGEST_BIRTH_MS;
  if (CaptureLock.isHeld(folder)) return false;
  // Whoever is about to take it is refused from now on, or refuses this.
  CaptureLock.acquire(folder)[Symbol.dispose]();
  return true;
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

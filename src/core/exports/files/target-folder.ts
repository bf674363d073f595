import { accessSync, constants, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { classifyFileError } from './file-error.ts';

/**
 * Fails early where nothing could be written: no such folder, or no permission. Nothing is tried: a full disk, or a policy of the
 * system, is only met when a file is written.
 * @throws AppError `file.not-found`, `file.permission-denied`.
 */
export function checkFolder(directory: string): void {
  const anyFile = join(directory, 'file');
  try {
    const found = statSync(directory);
    if (!found.isDirectory()) throw Object.assign(new Error('it is no folder'), { code: 'ENOTDIR' });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw classifyFileError(anyFile, error);
  }
}

/** What this user can still write on the file system of a folder, in bytes; null: it does not tell, or there is no such folder. */
export function freeBytesAt(directory: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(directory);
    const bytes = bavail * bsize;
    return Number.isSafeInteger(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

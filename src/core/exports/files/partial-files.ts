import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { partialPath } from './export-path.ts';

/** A folder may be shared between machines, and a process id means something on one of them only. */
const HOST_MARK = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A fresh temporary path for `path`: `.NAME.partial-HOST-PID-RANDOM`. */
export function newPartialPath(path: string): string {
  return partialPath(path, `partial-${HOST_MARK}-${String(process.pid)}-${randomBytes(6).toString('hex')}`);
}

/**
 * Removes what an export to the same path left behind when it was killed on this machine. Files of processes that still
 * run stay. Never throws: what cannot be removed is only litter.
 */
export function removeAbandonedPartials(path: string): void {
  const directory = dirname(path);
  const prefix = basename(partialPath(path, `partial-${HOST_MARK}-`));
  for (const name of namesIn(directory)) {
    if (!name.startsWith(prefix)) continue;
    const [processId = '', random = ''] = name.slice(prefix.length).split('-');
    if (!/^[0-9]+$/.test(processId) || !/^[0-9a-f]{12}$/.test(random)) continue;
    if (!isRunning(Number(processId))) removeIfThere(join(directory, name));
  }
}

/** Removes a file that may be gone already. Never throws. */
export function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone, or the folder is: either way there is nothing more to do about a temporary file.
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // A folder that may be written to but not listed; a missing one is reported when the file is opened.
    return [];
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

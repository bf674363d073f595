import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { databasePath } from '#core/store/open-database.ts';
import type { MachineCheck } from './machine-check.ts';
import { bad, good, limited } from './machine-check.ts';

/** Room for about three million entries. */
const COMFORTABLE_BYTES = 1_000_000_000;
const NAME = 'store';

/** Whether the store's folder can be written, and how much room it has. Makes nothing. */
export async function checkStore(dataDir: string): Promise<MachineCheck> {
  const folder = await nearestExisting(dataDir);
  const mend = 'choose another folder with --data-dir';
  if (!(await isWritableFolder(folder))) {
    return bad(NAME, `${folder} may not be written`, `sudo chown "$USER" '${folder}', or ${mend}`);
  }
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const room = `${gigabytes(freeBytes)} free`;
  if (freeBytes < COMFORTABLE_BYTES) {
    return limited(NAME, `${dataDir}: only ${room}`, `free some space, or ${mend}`);
  }
  return good(NAME, `${dataDir}: ${await describeStore(dataDir)}, ${room}`);
}

async function isWritableFolder(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

async function describeStore(dataDir: string): Promise<string> {
  try {
    const { size } = await stat(databasePath(dataDir));
    return `${(size / 1_000_000).toFixed(1)} MB`;
  } catch {
    return 'nothing stored yet';
  }
}

/** The folder itself, or the one in which it would be made. */
async function nearestExisting(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    const exists = await stat(folder).then(
      () => true,
      () => false,
    );
    if (exists || folder === dirname(folder)) return folder;
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

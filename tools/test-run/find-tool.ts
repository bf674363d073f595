import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs are that are not for the command line: systemd's, by distribution, and the administrator's. */
const OTHER_FOLDERS = ['/usr/lib/systemd', '/lib/systemd', '/usr/sbin', '/sbin'];

/** @returns The absolute path of an installed program, or undefined. */
export function findTool(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...OTHER_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Whether this user may run the file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

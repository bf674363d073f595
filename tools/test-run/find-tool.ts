import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where systemd keeps programs that are not for the command line, by distribution. */
const SYSTEMD_FOLDERS = ['/usr/lib/systemd', '/lib/systemd'];

/** @returns The absolute path of an installed program, or undefined. */
export function findTool(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEMD_FOLDERS];
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

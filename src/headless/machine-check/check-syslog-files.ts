import { closeSync, openSync } from 'node:fs';
import { SYSLOG_FILES } from '#core/listener/default-sources.ts';
import { permissionRemedy } from '#core/listener/text-log/log-permission.ts';
import type { MachineCheck } from './machine-check.ts';
import { good, limited } from './machine-check.ts';

/** Whether this user may read the files of this machine's syslog daemon. One that is not there is no finding: most machines have none or one. */
export function checkSyslogFiles(
  paths: readonly string[] = SYSLOG_FILES,
  tryToOpen: (path: string) => void = openAndClose,
): MachineCheck[] {
  return paths.flatMap((path) => checkFile(path, tryToOpen));
}

function checkFile(path: string, tryToOpen: (path: string) => void): MachineCheck[] {
  try {
    tryToOpen(path);
    return [good(path, 'can be read')];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    if (code === 'EACCES' || code === 'EPERM')
      return [limited(path, 'your user may not read it', permissionRemedy(path))];
    return [limited(path, `cannot be read: ${message}`, null)];
  }
}

function openAndClose(path: string): void {
  closeSync(openSync(path, 'r'));
}

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { LogCheck } from '#contract/machine-check.ts';
import { SYSLOG_FILES } from '../listener/default-sources.ts';
import { permissionRemedy } from '../listener/text-log/log-permission.ts';
import { closed, fine } from './log-check.ts';

/** Whether this user may read the files of this machine's syslog daemon; most machines have none of them, or one. */
export async function checkSyslogFiles(
  paths: readonly string[] = SYSLOG_FILES,
  tryToOpen: (path: string) => Promise<void> = openAndClose,
): Promise<LogCheck[]> {
  return await Promise.all(paths.map((path) => checkFile(path, tryToOpen)));
}

async function checkFile(path: string, tryToOpen: (path: string) => Promise<void>): Promise<LogCheck> {
  const log = { name: path, source: `file:${path}` };
  try {
    await tryToOpen(path);
    return fine(log, 'all', 'Can be read.');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fine(log, 'absent', 'There is no such file.');
    if (code === 'EACCES' || code === 'EPERM')
      return closed(log, { message: 'Your user may not read it.', remedy: permissionRemedy(path) });
    return closed(log, { message: `It cannot be opened: ${message}` });
  }
}

/** Without waiting, as for the other end of a pipe. */
async function openAndClose(path: string): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  await file.close();
}

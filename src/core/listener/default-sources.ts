import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KERNEL_LOG_PATH } from './kernel/kernel-log-device.ts';

/** What this machine has. */
export interface LogsAtHand {
  platform: NodeJS.Platform;
  /** There is a program journalctl. */
  hasJournalTool: boolean;
  /** systemd runs this machine, or there is a journal of it. */
  hasJournal: boolean;
  /** The first of the files that syslog daemons write by custom; undefined: there is none. */
  syslogFile: string | undefined;
  hasKernelLog: boolean;
}

/** The best source of those there are. Where there is none: the journal, whose listener says what is missing. */
export function chooseDefaultSource({
  platform,
  hasJournalTool,
  hasJournal,
  syslogFile,
  hasKernelLog,
}: LogsAtHand): string {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  if (hasJournalTool && hasJournal) return 'journal';
  if (syslogFile !== undefined) return `file:${syslogFile}`;
  return hasKernelLog ? 'kernel' : 'journal';
}

/** Source: sd_booted(3). */
const SYSTEMD_RUNS = '/run/systemd/system';
/** Source: systemd-journald.service(8). */
const JOURNAL_FOLDERS = ['/var/log/journal', '/run/log/journal'];

/** Of Debian's, and of Red Hat's and SUSE's configuration of rsyslog and syslog-ng. */
export const SYSLOG_FILES = ['/var/log/syslog', '/var/log/messages'];

let chosen: readonly string[] | undefined;

/** What is captured when nothing is asked for; the same as long as this process runs. */
export function defaultSources(): readonly string[] {
  chosen ??= [
    chooseDefaultSource({
      platform: process.platform,
      hasJournalTool: isOnPath('journalctl'),
      hasJournal: keepsJournal(),
      syslogFile: SYSLOG_FILES.find(exists),
      hasKernelLog: exists(KERNEL_LOG_PATH),
    }),
  ];
  return chosen;
}

/** Whether systemd runs this machine, or there is a journal of it. */
export function keepsJournal(): boolean {
  return exists(SYSTEMD_RUNS) || JOURNAL_FOLDERS.some(holdsJournal);
}

/** The path is given to tests. */
export function isOnPath(program: string, path: string = process.env['PATH'] ?? ''): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether a folder of journald's holds a journal: in a folder for each machine. One that may not be looked into may hold one. */
export function holdsJournal(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.journal'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

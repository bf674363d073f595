import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Debian packages of the tools that tests run, so that a missing one can be named. */
const PACKAGE_OF_TOOL = {
  journalctl: 'systemd',
  'systemd-cat': 'systemd',
  'systemd-journald': 'systemd',
  'systemd-journal-remote': 'systemd-journal-remote',
  gzip: 'gzip',
  lnav: 'lnav',
  logger: 'bsdutils',
  logrotate: 'logrotate',
  mkfifo: 'coreutils',
  nsenter: 'util-linux',
  openssl: 'openssl',
  python3: 'python3',
  rsyslogd: 'rsyslog',
  setpriv: 'util-linux',
  sqlite3: 'sqlite3',
  'ssh-keygen': 'openssh-client',
  sshd: 'openssh-server',
  unshare: 'util-linux',
} as const;

export type ToolName = keyof typeof PACKAGE_OF_TOOL;

const FOLDERS_BESIDE_PATH = ['/usr/lib/systemd', '/lib/systemd', '/usr/sbin', '/sbin'];

/** Finds a program on PATH or in systemd's own folders. Throws an Error that names the package to install. */
export function requireTool(name: ToolName): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...FOLDERS_BESIDE_PATH];
  for (const folder of folders) {
    if (folder !== '' && isExecutable(join(folder, name))) return join(folder, name);
  }
  throw new Error(
    `The program ${name} is missing on this machine. Install it: sudo apt-get install ${PACKAGE_OF_TOOL[name]}`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { findTool } from './find-tool.ts';
import { RSYSLOG_DRIVERS, hasRsyslogDriver, type RsyslogDriver } from '../../test/journal/rsyslog-driver.ts';
import { canInstallSystemPackages, installSystemPackages } from './install-system-package.ts';

/** What tests run for real to write and read journals and exports, and the Debian package that carries it. */
const TOOLS = [
  { tool: 'journalctl', debianPackage: 'systemd' },
  { tool: 'systemd-journal-remote', debianPackage: 'systemd-journal-remote' },
  { tool: 'sshd', debianPackage: 'openssh-server' },
  { tool: 'ssh', debianPackage: 'openssh-client' },
  { tool: 'rsyslogd', debianPackage: 'rsyslog' },
  { tool: 'logrotate', debianPackage: 'logrotate' },
  { tool: 'openssl', debianPackage: 'openssl' },
  { tool: 'python3', debianPackage: 'python3' },
  { tool: 'sqlite3', debianPackage: 'sqlite3' },
] as const;

/**
 * Sees to the programs that write and read real journal files, and that read exports back. Where they cannot be installed the tests that need them
 * fail and name them: a skipped test would hide that nothing was tested.
 */
export async function provideJournalTools(): Promise<void> {
  const tools = TOOLS.filter(({ tool }) => findTool(tool) === undefined);
  const drivers = Object.keys(RSYSLOG_DRIVERS) as RsyslogDriver[];
  const names: string[] = [
    ...tools.map(({ debianPackage }) => debianPackage),
    ...drivers.filter((driver) => !hasRsyslogDriver(driver)).map((driver) => RSYSLOG_DRIVERS[driver]),
  ];
  if (names.length === 0) return;
  if (canInstallSystemPackages() && (await installSystemPackages(names))) return;
  console.log(`Missing for the tests of journals and exports: install ${names.join(', ')}.`);
}

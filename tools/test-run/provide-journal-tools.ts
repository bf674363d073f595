import { findTool } from './find-tool.ts';
import { canInstallSystemPackages, installSystemPackages } from './install-system-package.ts';

/** What the tests of the journal run for real, and the Debian package that carries it. */
const TOOLS = [
  { tool: 'journalctl', debianPackage: 'systemd' },
  { tool: 'systemd-journal-remote', debianPackage: 'systemd-journal-remote' },
] as const;

/**
 * Sees to the programs that write and read real journal files. Where they cannot be installed the tests that need them
 * fail and name them: a skipped test would hide that nothing was tested.
 */
export async function provideJournalTools(): Promise<void> {
  const missing = TOOLS.filter(({ tool }) => findTool(tool) === undefined);
  if (missing.length === 0) return;
  const names = missing.map(({ debianPackage }) => debianPackage);
  if (canInstallSystemPackages() && (await installSystemPackages(names))) return;
  console.log(`Missing for the tests of the journal: install ${names.join(', ')}.`);
}

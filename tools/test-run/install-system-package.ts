import { existsSync } from 'node:fs';
import { runInGroup } from './run-in-group.ts';

const UPDATE_LIMIT_MS = 120_000;
const INSTALL_LIMIT_MS = 300_000;
/** No server that does not answer is waited for longer than 15 seconds. */
const NETWORK_OPTIONS = ['http', 'https'].flatMap((scheme) => ['-o', `Acquire::${scheme}::Timeout=15`]);

let isListFresh = false;

/** Whether packages of the system may be installed without asking: Debian or one of its children, and root. */
export function canInstallSystemPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** Installs packages with apt-get. Only where canInstallSystemPackages says so. @returns Whether all are there. */
export async function installSystemPackages(names: readonly string[]): Promise<boolean> {
  console.log(`Installing ${names.join(', ')} with apt-get.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!isListFresh) {
    // A list that cannot be fetched may still be on the disk; whether it does is seen below.
    await runInGroup('apt-get', ['update', '-q', '-o', 'Acquire::Retries=0', ...NETWORK_OPTIONS], {
      timeLimitMs: UPDATE_LIMIT_MS,
      env,
    });
    isListFresh = true;
  }
  const args = ['install', '-y', '-q', '--no-install-recommends', ...NETWORK_OPTIONS, ...names];
  const end = await runInGroup('apt-get', args, { timeLimitMs: INSTALL_LIMIT_MS, env });
  return end.kind === 'exited' && end.code === 0;
}

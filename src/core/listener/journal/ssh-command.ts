import type { SshHost } from './journal-target.ts';

/**
 * How long a link may be dead before it is noticed: 3 × 15 s without an answer. Source: ssh_config(5), ServerAliveInterval and ServerAliveCountMax, which
 * default to never.
 */
const ALIVE_INTERVAL_S = 15;
const ALIVE_COUNT = 3;
const CONNECT_TIMEOUT_S = 15;

/**
 * The command line that runs a program on another host. Nothing is asked (BatchMode): a key or an agent has to be there. All else is as the user's own
 * configuration says. The arguments go through the shell of the other side, so each of them is quoted.
 * @param ssh - The program and what stands before its options.
 */
export function sshCommandLine(
  ssh: readonly string[],
  { destination, port }: SshHost,
  remote: readonly string[],
): readonly string[] {
  return [
    ...ssh,
    '-T',
    '-o',
    'BatchMode=yes',
    '-o',
    `ConnectTimeout=${String(CONNECT_TIMEOUT_S)}`,
    '-o',
    `ServerAliveInterval=${String(ALIVE_INTERVAL_S)}`,
    '-o',
    `ServerAliveCountMax=${String(ALIVE_COUNT)}`,
    ...(port === null ? [] : ['-p', String(port)]),
    '--',
    destination,
    remote.map(quoted).join(' '),
  ];
}

/** For a POSIX shell: nothing within single quotes means anything. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/**
 * Reads `USER@HOST`, `HOST`, `HOST:PORT` or a name from the user's configuration. undefined: it is none, or would be read as an
 * option.
 */
export function parseSshHost(text: string): SshHost | undefined {
  const match = /^((?:[\w.+-]+@)?(?:\[[0-9a-fA-F:.%]+\]|[\w.-]+))(?::(\d{1,5}))?$/.exec(text);
  const [, destination, portText] = match ?? [];
  const port = portText === undefined ? null : Number(portText);
  if (destination === undefined || destination.startsWith('-') || destination.includes('@-'))
    return undefined;
  if (port !== null && (port < 1 || port > 65_535)) return undefined;
  return { destination: destination.replaceAll(/[[\]]/g, ''), port };
}

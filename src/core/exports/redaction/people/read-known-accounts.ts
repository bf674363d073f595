import { readFileSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { KnownAccounts } from './account-names.ts';
import { isSystemAccount } from './system-accounts.ts';

/** What is asked of the machine; a test has another one. */
export interface AccountSources {
  readonly platform: NodeJS.Platform;
  /** Throws when there is no such file, or no permission. */
  readFile(path: string): string;
  /** The names of the folders in a folder. Throws like readFile. */
  listFolders(path: string): readonly string[];
  /** The name of whoever runs Hydrant. Throws when the system knows none. */
  userName(): string;
  /** `C:`. */
  readonly systemDrive: string;
}

/** Windows' own, and what lies beside the homes of macOS and Linux. */
const NO_HOMES =
  /^(?:\..*|public|default|default user|all users|defaultapppool|shared|lost\+found|guest|temp)$/i;

/** Human accounts begin here. Source: login.defs(5); macOS gives the first account 501. */
const FIRST_ID = 1000;
const FIRST_ID_OF_MACOS = 500;
/** `nobody`. */
const NOBODY_ID = 65_534;

/**
 * The accounts of this machine: of people, by /etc/passwd, the folders of the homes, and whoever runs Hydrant; of programs, by /etc/passwd.
 * A directory service that lists nobody without being asked is seen by its homes only. Never throws: what cannot be read is left out.
 * Synchronous, for a worker's start; some milliseconds.
 */
export function readKnownAccounts(sources: AccountSources = thisMachine()): KnownAccounts {
  const people = new Set<string>();
  const programs = new Set<string>();
  const { platform } = sources;
  for (const { name, id } of platform === 'win32' ? [] : readPasswd(sources)) {
    const isPerson = id >= (platform === 'darwin' ? FIRST_ID_OF_MACOS : FIRST_ID) && id !== NOBODY_ID;
    (isPerson ? people : programs).add(name);
  }
  for (const folder of homeFolders(sources)) {
    for (const name of attempt(() => sources.listFolders(folder)) ?? []) {
      if (!NO_HOMES.test(name)) people.add(name);
    }
  }
  const own = attempt(() => sources.userName());
  if (own !== undefined && own !== '') people.add(own);
  return {
    people: [...people].filter((name) => !programs.has(name) && !isSystemAccount(name)).toSorted(),
    systemAccounts: [...programs].toSorted(),
    ignoresCase: platform === 'win32',
  };
}

function readPasswd(sources: AccountSources): { name: string; id: number }[] {
  const text = attempt(() => sources.readFile('/etc/passwd')) ?? '';
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = ''] = line.split(':');
    return name === '' || line.startsWith('#') || !/^\d+$/.test(id) ? [] : [{ name, id: Number(id) }];
  });
}

function homeFolders({ platform, systemDrive }: AccountSources): string[] {
  if (platform === 'win32') return [path.win32.join(systemDrive, '\\', 'Users')];
  return platform === 'darwin' ? ['/Users'] : ['/home', '/var/home'];
}

/** What cannot be found out is not known; that the others are is what counts. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function thisMachine(): AccountSources {
  return {
    platform: process.platform,
    readFile: (file) => readFileSync(file, 'utf8'),
    listFolders: (folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    userName: () => userInfo().username,
    systemDrive: process.env['SystemDrive'] ?? 'C:',
  };
}

import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { AccountSources } from './read-known-accounts.ts';
import { readKnownAccounts } from './read-known-accounts.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/bash
# a comment:x:1000:1000::/:/bin/false
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
shopd:x:998:998::/srv/shop:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
alice:x:1000:1000:Alice Smith,,,:/home/alice:/bin/bash
broken line
bob:x:1001:1001::/srv/bob:/bin/zsh
`;

function machine(parts: Partial<AccountSources>): AccountSources {
  return {
    platform: 'linux',
    readFile: () => PASSWD,
    listFolders: () => [],
    userName: () => 'alice',
    systemDrive: 'C:',
    ...parts,
  };
}

function fails(): never {
  throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
}

describe('readKnownAccounts', () => {
  it('takes people from the accounts, the homes and whoever runs it', () => {
    const folders: Record<string, string[]> = {
      '/home': ['eve', 'lost+found', '.snapshots', 'shopd'],
      '/var/home': ['mia'],
    };
    const known = readKnownAccounts(
      machine({ listFolders: (folder) => folders[folder] ?? fails(), userName: () => 'ida' }),
    );
    expect(known).toEqual({
      people: ['alice', 'bob', 'eve', 'ida', 'mia'],
      systemAccounts: ['daemon', 'nobody', 'root', 'shopd'],
      ignoresCase: false,
    });
  });

  it('counts people from 500 on macOS', () => {
    const passwd = '_www:*:70:70::/:/usr/bin/false\nsam:*:501:20:Sam:/Users/sam:/bin/zsh\n';
    const known = readKnownAccounts(
      machine({
        platform: 'darwin',
        readFile: () => passwd,
        listFolders: (folder) => (folder === '/Users' ? ['sam', 'Shared', 'kim', '.localized'] : fails()),
        userName: () => 'kim',
      }),
    );
    expect(known.people).toEqual(['kim', 'sam']);
    expect(known.systemAccounts).toEqual(['_www']);
  });

  it('knows the profiles of Windows, where case does not count', () => {
    const known = readKnownAccounts(
      machine({
        platform: 'win32',
        readFile: fails,
        systemDrive: 'D:',
        listFolders: (folder) =>
          folder === String.raw`D:\Users`
            ? ['Alice', 'Public', 'Default', 'Default User', 'All Users', 'Administrator']
            : fails(),
        userName: () => 'Alice',
      }),
    );
    expect(known).toEqual({ people: ['Alice'], systemAccounts: [], ignoresCase: true });
  });

  it('never throws, whatever cannot be read', () => {
    const known = readKnownAccounts(machine({ readFile: fails, listFolders: fails, userName: fails }));
    expect(known).toEqual({ people: [], systemAccounts: [], ignoresCase: false });
  });

  it('reads this machine', () => {
    const { people, systemAccounts } = readKnownAccounts();
    expect(new Set([...people, ...systemAccounts])).toContain(userInfo().username);
  });
});

import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { groupName } from '../user-groups.ts';
import { permissionRemedy, withPermissionRemedy, type RightsAtHand } from './log-permission.ts';

const GROUPS = 'root:x:0:\nadm:x:4:syslog\nnobody:x:65534:\n';

/** A system with these files: group and mode of each; what is not listed cannot be looked at. */
function rights(files: Record<string, [gid: number, mode: number]>): RightsAtHand {
  return {
    statOf(path) {
      const file = files[path];
      return file === undefined ? undefined : { gid: file[0], mode: file[1] };
    },
    groupName: (gid) => groupName(gid, GROUPS),
  };
}

it('a log whose group may read it takes joining the group', () => {
  expect(permissionRemedy('/var/log/syslog', rights({ '/var/log/syslog': [4, 0o100_640] }))).toBe(
    'sudo usermod -aG adm "$USER", then log out and in again',
  );
});

it.each([
  ['root’s', 0, 0o100_640],
  ['closed to its group', 4, 0o100_600],
  ['of a group without a name', 77, 0o100_640],
])('a log that is %s takes an access control list', (_, gid, mode) => {
  expect(permissionRemedy('/var/log/messages', rights({ '/var/log/messages': [gid, mode] }))).toBe(
    'sudo setfacl -m u:"$USER":r /var/log/messages',
  );
});

it('a path that means something to a shell is quoted', () => {
  expect(permissionRemedy("/logs/it's $1", rights({ "/logs/it's $1": [0, 0o100_600] }))).toBe(
    String.raw`sudo setfacl -m u:"$USER":r '/logs/it'\''s $1'`,
  );
});

it('a closed folder is what has to be opened', () => {
  const above = { '/': [0, 0o40_755], '/var': [0, 0o40_755] } as const;
  expect(permissionRemedy('/var/app/a.log', rights({ ...above, '/var/app': [4, 0o40_750] } as never))).toBe(
    'sudo usermod -aG adm "$USER", then log out and in again',
  );
  expect(
    permissionRemedy('/var/app/deep/a.log', rights({ ...above, '/var/app': [0, 0o40_700] } as never)),
  ).toBe('sudo setfacl -m u:"$USER":x /var/app');
});

it('another error stays what it is', () => {
  const other = new AppError('file.not-found', 'There is no file /a.');
  expect(withPermissionRemedy('/a', other, rights({}))).toBe(other);
  const denied = new AppError('file.permission-denied', 'No permission to read /a.', { remedy: 'Copy it.' });
  expect(withPermissionRemedy('/a', denied, rights({ '/a': [4, 0o100_640] }))).toMatchObject({
    code: 'file.permission-denied',
    message: 'No permission to read /a.',
    remedy: 'sudo usermod -aG adm "$USER", then log out and in again',
  });
});

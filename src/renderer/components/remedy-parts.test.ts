import { expect, it } from 'vitest';
import { remedyParts } from './remedy-parts.ts';

it.each([
  [
    'sudo usermod -aG systemd-journal "$USER", then log out and in again',
    ['$ sudo usermod -aG systemd-journal "$USER"', 'Then log out and in again'],
  ],
  [
    'Check that systemd-journald runs: systemctl status systemd-journald',
    ['Check that systemd-journald runs:', '$ systemctl status systemd-journald'],
  ],
  ['Run `hydrant doctor`.', ['Run', '$ hydrant doctor']],
  ['Run `hydrant doctor`. Then look.', ['Run', '$ hydrant doctor', 'Then look.']],
  ['Free some space; capture goes on by itself.', ['Free some space; capture goes on by itself.']],
  ['', []],
])('takes the commands out of %j', (remedy, expected) => {
  expect(remedyParts(remedy).map((part) => (part.kind === 'command' ? `$ ${part.text}` : part.text))).toEqual(
    expected,
  );
});

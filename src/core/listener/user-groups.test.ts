import { expect, it } from 'vitest';
import { groupName, joinRemedy } from './user-groups.ts';

const GROUPS = 'root:x:0:\nadm:x:4:syslog,ada\nsystemd-journal:x:101:\nbroken\n';

it('whoever is in no such group is told how to join it', () => {
  const command = 'sudo usermod -aG systemd-journal "$USER", then log out and in again';
  expect(joinRemedy('systemd-journal', { groups: GROUPS, user: 'ada', ownIds: [1000] })).toBe(command);
  expect(joinRemedy('systemd-journal', { groups: '', user: 'ada', ownIds: [] })).toBe(command);
});

it('whoever joined it since Hydrant was started is not told to join again', () => {
  const remedy = joinRemedy('adm', { groups: GROUPS, user: 'ada', ownIds: [1000] });
  expect(remedy).toContain('ada has joined the group adm since Hydrant was started');
  expect(remedy).not.toContain('usermod');
  expect(joinRemedy('adm', { groups: GROUPS, user: 'ada', ownIds: [1000, 4] })).toContain('usermod');
});

it('a group is found by its number', () => {
  expect([groupName(4, GROUPS), groupName(0, GROUPS)]).toEqual(['adm', 'root']);
  expect(groupName(77, GROUPS)).toBeUndefined();
});

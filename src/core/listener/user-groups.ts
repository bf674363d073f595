import { readFileSync } from 'node:fs';
import { userName } from './user-name.ts';

/** Which groups there are and whose they are; tests give their own. */
export interface GroupsAtHand {
  /** As group(5) describes them. */
  groups: string;
  user: string;
  /** Of this process: those that its user had when it was started. */
  ownIds: readonly number[];
}

function groupsAtHand(): GroupsAtHand {
  return { groups: readGroups(), user: userName(), ownIds: process.getgroups?.() ?? [] };
}

/**
 * What lets this user read what a group may read. Whoever joined it after Hydrant was started is told so instead: a process keeps the groups
 * that it began with (credentials(7)), and joining once more would change nothing.
 */
export function joinRemedy(group: string, { groups, user, ownIds }: GroupsAtHand = groupsAtHand()): string {
  const joined = rowsOf(groups).find(({ name, members }) => name === group && members.includes(user));
  if (joined !== undefined && !ownIds.includes(joined.id))
    return `${user} has joined the group ${group} since Hydrant was started: log out and in again, and start Hydrant anew`;
  return `sudo usermod -aG ${group} "$USER", then log out and in again`;
}

/** The name of a group on this system; undefined: it has none. */
export function groupName(gid: number, groups: string = readGroups()): string | undefined {
  return rowsOf(groups).find(({ id, name }) => id === gid && name !== '')?.name;
}

function rowsOf(groups: string): { name: string; id: number; members: string[] }[] {
  return groups.split('\n').map((line) => {
    const [name = '', , id = '', members = ''] = line.split(':');
    return { name, id: id === '' ? Number.NaN : Number(id), members: members.split(',') };
  });
}

function readGroups(): string {
  try {
    return readFileSync('/etc/group', 'utf8');
  } catch {
    return '';
  }
}

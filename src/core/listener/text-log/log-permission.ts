import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { groupName, joinRemedy } from '../user-groups.ts';

const GROUP_MAY_READ = 0o040;
/** To find a file in a folder takes the right to search it. */
const GROUP_MAY_SEARCH = 0o010;

/** What may be asked of the system; tests give their own. */
export interface RightsAtHand {
  /** undefined: there is none, or it is in a folder that is closed. */
  statOf(path: string): Pick<Stats, 'gid' | 'mode'> | undefined;
  /** undefined: it has no name here. */
  groupName(gid: number): string | undefined;
}

const THIS_SYSTEM: RightsAtHand = {
  statOf(path) {
    try {
      return statSync(path);
    } catch {
      return undefined;
    }
  },
  groupName: (gid) => groupName(gid),
};

/** Gives a missing permission the command that mends it; every other error passes as it is. @param path - Of the log, absolute. */
export function withPermissionRemedy(
  path: string,
  error: unknown,
  rights: RightsAtHand = THIS_SYSTEM,
): unknown {
  if (!(error instanceof AppError) || error.code !== 'file.permission-denied') return error;
  return new AppError('file.permission-denied', error.message, {
    remedy: permissionRemedy(path, rights),
    detail: { path },
    cause: error,
  });
}

/**
 * The command that lets this user read a log: joining the log's group where that is enough (Debian's logs belong to adm), else an access control
 * list (setfacl(1)). Nobody is told to join root.
 */
export function permissionRemedy(path: string, rights: RightsAtHand = THIS_SYSTEM): string {
  if (process.platform === 'win32')
    return 'Let an administrator give you the right to read the file: right click, Properties, Security.';
  const file = rights.statOf(path);
  if (file === undefined) return closedFolderRemedy(path, rights);
  const group = joinableGroup(file, GROUP_MAY_READ, rights);
  return group === undefined ? `sudo setfacl -m u:"$USER":r ${quoted(path)}` : joinRemedy(group);
}

/** A file cannot even be looked at when a folder above it is closed: the first of them, seen from the root, is the last that can be looked at. */
function closedFolderRemedy(path: string, rights: RightsAtHand): string {
  let folder = dirname(path);
  while (rights.statOf(folder) === undefined && folder !== dirname(folder)) folder = dirname(folder);
  const stats = rights.statOf(folder);
  const group = stats === undefined ? undefined : joinableGroup(stats, GROUP_MAY_SEARCH, rights);
  return group === undefined ? `sudo setfacl -m u:"$USER":x ${quoted(folder)}` : joinRemedy(group);
}

function joinableGroup(
  { gid, mode }: Pick<Stats, 'gid' | 'mode'>,
  right: number,
  rights: RightsAtHand,
): string | undefined {
  return (mode & right) === 0 || gid === 0 ? undefined : rights.groupName(gid);
}

/** For a POSIX shell. */
function quoted(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

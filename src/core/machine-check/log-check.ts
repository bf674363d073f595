import { toWireError } from '#contract/errors.ts';

/** A log that was looked at: its name for people, and the source that it is for Hydrant. */
export interface CheckedLog {
  name: string;
  source: string;
}

/** What this user may read of one log of this machine. `finding` and `remedy` are for people. */
export interface LogCheck extends CheckedLog {
  /** `part`: not what belongs to the system or to others; `none`: there is nothing that this user could read; `absent`: this machine has no such log. */
  access: 'all' | 'part' | 'none' | 'absent';
  /** A sentence. */
  finding: string;
  /** What mends it: the command, or the pane of the system's settings. null when nothing needs mending, or nothing can. */
  remedy: string | null;
}

/** Nothing to mend: it can be read, or is not there. */
export function fine(log: CheckedLog, access: 'all' | 'absent', finding: string): LogCheck {
  return { ...log, access, finding, remedy: null };
}

/** What keeps a log from being read, or from being read wholly, in the words that its listener has for it. */
export function closed(
  log: CheckedLog,
  { message, remedy }: { message: string; remedy?: string | undefined },
  access: 'part' | 'none' | 'absent' = 'none',
): LogCheck {
  return { ...log, access, finding: message, remedy: remedy ?? null };
}

/** Looks at one log; what fails in that is its finding, so that it takes no other check with it. Rejects with `cancelled` only. */
export async function settle(log: CheckedLog, look: () => Promise<LogCheck>): Promise<LogCheck> {
  try {
    return await look();
  } catch (error) {
    const problem = toWireError(error);
    if (problem.code === 'cancelled') throw error;
    return closed(log, problem);
  }
}

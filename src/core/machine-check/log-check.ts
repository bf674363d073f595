import { toWireError } from '#contract/errors.ts';
import type { LogCheck } from '#contract/machine-check.ts';

/** A log that was looked at: its name for people, and the source that it is for Hydrant. */
export type CheckedLog = Pick<LogCheck, 'name' | 'source'>;

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

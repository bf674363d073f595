import type { JournalTarget } from './journal-target.ts';
import { targetArguments } from './journal-target.ts';

/**
 * The question whose answer `toldOfMissingPermission` reads: is a part of the journal closed to this user? A desktop user
 * usually has a journal of their own. journalctl then prints only that one, exits with 0 and says nothing, so it has to be
 * asked for the system's entries alone. In a folder the hint tells that journalctl prints in its text modes.
 */
export function permissionQuestion(target: JournalTarget): string[] {
  return target.kind === 'system' || target.kind === 'ssh'
    ? ['--system', '--lines=0', '--quiet', '--no-pager']
    : ['--output=short', '--lines=0', '--no-pager', ...targetArguments(target)];
}

/** Whether journalctl's stderr says that files were left out for lack of permission. */
export function toldOfMissingPermission(complaint: string): boolean {
  return /insufficient permissions|not seeing messages from/i.test(complaint);
}

import type { LogCheck } from '#contract/machine-check.ts';
import { keepsJournal } from '../listener/default-sources.ts';
import { permissionQuestion, toldOfMissingPermission } from '../listener/journal/journal-permission.ts';
import {
  classifyJournalFailure,
  emptyProblem,
  permissionProblem,
} from '../listener/journal/journal-problem.ts';
import { userName } from '../listener/user-name.ts';
import { askTool } from './ask-tool.ts';
import type { CheckedLog } from './log-check.ts';
import { closed, fine, settle } from './log-check.ts';

const JOURNAL: CheckedLog = { name: 'Journal', source: 'journal' };
const TARGET = { kind: 'system' } as const;
const ONE_ENTRY = ['--lines=1', '--quiet', '--no-pager', '--output=export'];

/** What may be looked at; tests give their own. */
export interface JournalAtHand {
  platform?: NodeJS.Platform;
  /** journalctl, or what stands for it. */
  command?: readonly string[];
  /** systemd runs this machine, or there are files of a journal. */
  isKept?: boolean;
}

/** Whether journalctl is there, may read the system's entries, and finds any. */
export async function checkJournal(signal: AbortSignal, at: JournalAtHand = {}): Promise<LogCheck> {
  const { platform = process.platform, command = ['journalctl'], isKept = keepsJournal() } = at;
  if (platform !== 'linux') return fine(JOURNAL, 'absent', 'Only Linux with systemd keeps one.');
  const ask = (question: readonly string[]) => askTool([...command, ...question], signal);
  return await settle(JOURNAL, async () => {
    const version = await ask(['--version']);
    if (version.outcome.exitCode !== 0) {
      const { kind, problem } = classifyJournalFailure(TARGET, version.outcome);
      if (kind !== 'tool-missing') return closed(JOURNAL, problem);
      const remedy = 'Install the package systemd: Hydrant reads the journal with its journalctl.';
      return isKept
        ? closed(JOURNAL, { message: problem.message, remedy })
        : fine(JOURNAL, 'absent', problem.message);
    }
    // Only --system tells: a user with a journal of their own gets exit code 0 and just their own entries without it.
    const permission = await ask(permissionQuestion(TARGET));
    const entry = await ask(ONE_ENTRY);
    const hasEntry = entry.outcome.exitCode === 0 && entry.text !== '';
    if (permission.outcome.exitCode !== 0) {
      if (toldOfMissingPermission(permission.outcome.complaint))
        return closed(JOURNAL, permissionProblem(TARGET, hasEntry), hasEntry ? 'part' : 'none');
      return closed(JOURNAL, classifyJournalFailure(TARGET, permission.outcome).problem);
    }
    if (hasEntry) return fine(JOURNAL, 'all', readableWords(version.text));
    return isKept
      ? closed(JOURNAL, emptyProblem(TARGET))
      : fine(JOURNAL, 'absent', 'There is a journalctl, but nothing writes a journal: systemd does not run.');
  });
}

/** @param version - What `journalctl --version` prints. */
function readableWords(version: string): string {
  const systemd = (version.split('\n')[0] ?? '').trim();
  return `${userName()} may read the entries of the system and of all users (${systemd}).`;
}

import type { EntryDraft } from '../pipeline/entry-draft.ts';

export type Verdict = 'store' | 'drop';

/** A rule sees an entry after its severity is known. The first rule that says `drop` decides; what it drops is counted. */
export interface Rule {
  /** For people: what is dropped. */
  readonly description: string;
  judge(draft: EntryDraft): Verdict;
}

/** Keeps entries at least as severe as `severity` (0 to 7; 7 keeps all). */
export function minimumSeverityRule(severity: number): Rule {
  return {
    description: `entries less severe than ${String(severity)}`,
    judge: (draft) => (draft.severity <= severity ? 'store' : 'drop'),
  };
}

export function judge(rules: readonly Rule[], draft: EntryDraft): Verdict {
  for (const rule of rules) if (rule.judge(draft) === 'drop') return 'drop';
  return 'store';
}

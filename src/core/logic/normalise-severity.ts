import type { EntryDraft } from '../pipeline/entry-draft.ts';

const INFO = 6;

/**
 * Puts the source's word for the severity on the common scale. Nothing is invented: what is missing or makes no sense
 * is stored as info, and the source's own text stays beside it for everyone to see. Of several levels the worst counts.
 * Source: RFC 5424 table 2; journald passes any PRIORITY on that a client sends (SYSLOG: `<999>`, "high", "").
 */
export function normaliseSeverity(draft: EntryDraft): void {
  if (draft.hasCommonSeverity) return;
  const stated = draft.statedSeverity;
  if (stated !== undefined && stated.length === 1) {
    const level = stated.charCodeAt(0) - 48;
    if (level >= 0 && level <= 7) {
      draft.severity = level;
      draft.rawSeverity = null;
      return;
    }
  }
  draft.severity = worstOf(stated);
  draft.rawSeverity = stated ?? '';
}

function worstOf(stated: string | undefined): number {
  if (stated === undefined || !/^[0-7](,[0-7])+$/.test(stated)) return INFO;
  return Math.min(...stated.split(',').map(Number));
}

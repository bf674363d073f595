import type { EntryDraft } from '../pipeline/entry-draft.ts';
import { WITHOUT_SEVERITY } from './severity-scale.ts';
import { SYSLOG_LEVELS, plainLevel } from './syslog-levels.ts';

/**
 * Puts the source's word for the severity on the common scale. Nothing is invented: what is missing or makes no sense
 * is stored as info, and the source's own text stays beside it for everyone to see. Of several levels the worst counts.
 * Source: RFC 5424 table 2; journald passes any PRIORITY on that a client sends (SYSLOG: `<999>`, "high", "").
 */
export function normaliseSeverity(draft: EntryDraft): void {
  if (draft.hasCommonSeverity) return;
  const stated = draft.statedSeverity ?? '';
  const level = plainLevel(stated);
  if (level >= 0) {
    draft.severity = level;
    draft.rawSeverity = null;
    return;
  }
  draft.severity = SYSLOG_LEVELS.severityOf(stated) ?? WITHOUT_SEVERITY;
  draft.rawSeverity = stated;
}

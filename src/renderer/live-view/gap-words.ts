import type { EntryRow } from '#contract/entry.ts';
import type { Gap } from '#contract/status.ts';
import { texts } from '../texts.ts';

/** What is missing, in words. */
export function gapWords(gap: Gap): string {
  return texts.gap.inList(gap.lostEntries, gap.reason);
}

/**
 * The rows before which entries are known to be missing, with the words for it, by the row's id. A gap shows before the
 * first shown row that came after it.
 */
export function gapsByRow(rows: readonly EntryRow[], gaps: readonly Gap[]): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  const firstId = rows[0]?.id ?? 0;
  for (const gap of gaps) {
    // Before the window's first row it is not known whether a shown row lies between.
    if (gap.afterEntryId < firstId) continue;
    const row = rows.find((each) => each.id > gap.afterEntryId);
    if (row !== undefined) words.set(row.id, gapWords(gap));
  }
  return words;
}

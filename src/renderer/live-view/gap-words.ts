import type { Gap } from '#contract/status.ts';
import { texts } from '../texts.ts';
import type { RowWindow } from './row-window.ts';
import { rowIndexAtOrAfter } from './row-window.ts';

/** What is missing, in words. */
function gapWords(gap: Gap): string {
  return texts.gap.inList(gap.lostEntries, gap.reason);
}

/**
 * The rows before which entries are known to be missing, with the words for it, by the row's id. A gap shows before the
 * first shown row that came after it.
 */
export function gapsByRow(window: RowWindow, gaps: readonly Gap[]): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const gap of gaps) {
    const index = rowIndexAtOrAfter(window.rows, gap.afterEntryId + 1);
    // Before the window's first row it is not known whether a row that is not held lies between.
    const row = index === 0 && window.hasOlder ? undefined : window.rows[index];
    if (row === undefined) continue;
    const others = words.get(row.id);
    words.set(row.id, others === undefined ? gapWords(gap) : `${gapWords(gap)} \u00b7 ${others}`);
  }
  return words;
}

import type { Gap } from '#contract/status.ts';
import type { TimeZone } from '../formats.ts';
import { formatShortTime } from '../formats.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { isRestricted } from '../state/entry-filter.ts';
import { texts } from '../texts.ts';
import type { RowWindow } from './row-window.ts';
import { rowIndexAtOrAfter } from './row-window.ts';

/** What is missing and when, in words: the row that bears them may be of another day. */
function gapWords({ fromUnixUs, untilUnixUs, lostEntries, reason }: Gap, zone: TimeZone): string {
  const from = fromUnixUs === null ? null : formatShortTime(fromUnixUs, zone);
  const until = untilUnixUs === null ? null : formatShortTime(untilUnixUs, zone);
  return texts.gap.inList(lostEntries, texts.gap.interval(from, until), reason);
}

/**
 * The rows before which entries are known to be missing, with the words for it, by the row's id. A gap shows between two
 * shown rows that it lies between. Before the first row of all it shows only in the unfiltered log: a filter may leave
 * out the time of the gap altogether.
 */
export function gapsByRow(
  { window, filter }: { window: RowWindow; filter: EntryFilter },
  gaps: readonly Gap[],
  zone: TimeZone,
): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  const isBeginningKnown = !window.hasOlder && !isRestricted(filter);
  for (const gap of gaps) {
    const index = rowIndexAtOrAfter(window.rows, gap.afterEntryId + 1);
    const row = index === 0 && !isBeginningKnown ? undefined : window.rows[index];
    if (row === undefined) continue;
    const others = words.get(row.id);
    const these = gapWords(gap, zone);
    words.set(row.id, others === undefined ? these : `${these} \u00b7 ${others}`);
  }
  return words;
}

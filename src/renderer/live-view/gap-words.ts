import { idAbove } from '#contract/entry-id.ts';
import type { Gap } from '#contract/status.ts';
import type { TimeZone } from '../formats.ts';
import { formatCount, formatShortTime } from '../formats.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { isRestricted } from '../state/entry-filter.ts';
import { texts } from '../texts.ts';
import type { RowWindow } from './row-window.ts';
import { rowIndexAtOrAfter } from './row-window.ts';

/** What is missing and when, in words: the rows around it may be of another day. */
export function gapWords({ fromUnixUs, untilUnixUs, lostEntries, reason }: Gap, zone: TimeZone): string {
  const interval = intervalWords(fromUnixUs, untilUnixUs, zone);
  return texts.gap.inList(interval, reason, lostEntries, formatCount(lostEntries ?? 0));
}

function intervalWords(fromUnixUs: number | null, untilUnixUs: number | null, zone: TimeZone): string {
  const from = fromUnixUs === null ? null : formatShortTime(fromUnixUs, zone);
  const until = untilUnixUs === null ? null : formatShortTime(untilUnixUs, zone);
  if (from === null) return until === null ? '' : texts.gap.upTo(until);
  return until === null ? texts.gap.since(from) : texts.gap.between(from, withoutSameDay(until, from));
}

/** The day is said once where both are of one day. */
function withoutSameDay(time: string, other: string): string {
  const dayEnd = time.lastIndexOf(' ') + 1;
  return time.slice(0, dayEnd) === other.slice(0, dayEnd) ? time.slice(dayEnd) : time;
}

/** A gap and the row before which it lies; the number of rows: after the last one. */
export interface GapPlace {
  rowIndex: number;
  gap: Gap;
}

/**
 * The gaps that show in the window, in its order. A gap shows between two shown rows that it lies between. At the beginning
 * and at the end of all it shows only in the unfiltered log: a filter may leave out the time of the gap altogether.
 */
export function gapPlaces(
  { window, filter }: { window: RowWindow; filter: EntryFilter },
  gaps: readonly Gap[],
): GapPlace[] {
  const { rows, hasOlder, hasNewer, completeUpToId } = window;
  const isWhole = !isRestricted(filter);
  const places: GapPlace[] = [];
  for (const gap of gaps) {
    const rowIndex = rowIndexAtOrAfter(rows, idAbove(gap.afterEntryId));
    const isAtBeginning = rowIndex === 0;
    const isAtEnd = rowIndex === rows.length;
    if (rows.length === 0 || (isAtBeginning && (hasOlder || !isWhole))) continue;
    if (isAtEnd && (hasNewer || !isWhole || gap.afterEntryId > completeUpToId)) continue;
    places.push({ rowIndex, gap });
  }
  return places.toSorted((a, b) => a.rowIndex - b.rowIndex || a.gap.id - b.gap.id);
}

/** The words for what is missing just before a row, by the row's id. */
export function gapsByRow(
  live: { window: RowWindow; filter: EntryFilter },
  gaps: readonly Gap[],
  zone: TimeZone,
): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const { rowIndex, gap } of gapPlaces(live, gaps)) {
    const row = live.window.rows[rowIndex];
    if (row === undefined) continue;
    const others = words.get(row.id);
    const these = gapWords(gap, zone);
    words.set(row.id, others === undefined ? these : `${others} \u00b7 ${these}`);
  }
  return words;
}

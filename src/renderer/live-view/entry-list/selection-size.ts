import type { SeverityCounts } from '#contract/severity.ts';
import type { EntryRow } from '#contract/entry.ts';
import { formatCount } from '../../formats.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { texts } from '../../texts.ts';
import type { RowWindow } from '../row-window.ts';
import type { IdRange } from './entry-selection.ts';
import { isChosen, rangeOf } from './entry-selection.ts';

/** What was counted while the window held it all. A choice is a list of its own, so it is known again by itself. */
const countedSizes = new WeakMap<readonly IdRange[], number>();

/** How many entries are chosen, in words: exact where they are all in the window or are all there are. */
export function selectionSizeWords(
  ranges: readonly IdRange[],
  { window, filter }: { window: RowWindow; filter: EntryFilter },
  counts: SeverityCounts | null,
): string {
  const words = texts.live.selection;
  const first = ranges[0];
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return words.count(formatCount(0));
  const isBeyond =
    (window.hasOlder && first.firstId < (window.rows[0]?.id ?? 0)) ||
    (window.hasNewer && last.lastId > window.completeUpToId);
  const held = window.rows.filter((row) => isChosen(ranges, rangeOf(row)));
  const heldEntries = held.reduce((sum, row) => sum + entriesOf(row), 0);
  if (!isBeyond) countedSizes.set(ranges, heldEntries);
  const counted = countedSizes.get(ranges);
  if (counted !== undefined) return words.count(formatCount(counted));
  if (ranges.length > 1 || first.firstId > 1) {
    return heldEntries === 0 ? words.several : words.moreThan(formatCount(heldEntries));
  }
  if (counts === null) return words.allUncounted;
  return words.all(
    formatCount(filter.severities.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0)),
  );
}

function entriesOf(row: EntryRow): number {
  return row.repeats?.entries ?? 1;
}

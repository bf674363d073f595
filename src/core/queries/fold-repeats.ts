import { AppError } from '#contract/errors.ts';
import type { EntryRow } from '#contract/entry.ts';
import type { QueryContext } from './compile-query.ts';
import { toEntryRow, type RawRow } from './entry-row.ts';
import type { EntryScan } from './entry-scan.ts';
import {
  addCountToGroup,
  addToGroup,
  groupOf,
  isRepeat,
  repeatCondition,
  type RepeatGroup,
} from './repeat-group.ts';
import type { TimeBudget } from './time-budget.ts';

/** Repeats read one by one before the rest of them is only counted. */
const READ_REPEATS = 64;

/**
 * Reads on until `limit` groups of identical neighbours are whole, the search ends or the time is up. A long group, such as
 * that of a crash loop, is counted and not read. In order of the search; the last group may be cut by the budget.
 * @throws AppError `cancelled`, asked between the steps.
 */
export function foldRepeats(
  context: QueryContext,
  scan: EntryScan<RawRow>,
  limit: number,
  budget: TimeBudget,
  isCancelled: () => boolean,
): RepeatGroup[] {
  const groups: RepeatGroup[] = [];
  let readRepeats = 0;
  let condition: string | undefined;
  for (let steps = 0; groups.length <= limit && !scan.isDone; steps += 1) {
    if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    if (steps > 0 && budget.isOver) break;
    const current = groups.at(-1);
    if (current !== undefined && readRepeats >= READ_REPEATS) {
      condition ??= repeatCondition(current.row, context);
      const count = scan.skipWhile(condition);
      addCountToGroup(current, count, context);
      if (count.hasEnded) readRepeats = 0;
      continue;
    }
    condition = undefined;
    // One at a time would be slow, and many are read in vain where they turn out to be repeats.
    for (const row of scan.next(limit + 1 - groups.length + READ_REPEATS)) {
      const last = groups.at(-1);
      if (last !== undefined && isRepeat(last.row, row, context)) {
        addToGroup(last, row);
        readRepeats += 1;
      } else {
        groups.push(groupOf(row));
        readRepeats = 0;
      }
    }
  }
  return groups;
}

/** The row that a folded list shows for a group. */
export function foldedRow(group: RepeatGroup, context: QueryContext): EntryRow {
  const [, , ...others] = group.row;
  const row = toEntryRow([group.lastId, group.lastTimeUnixUs, ...others], context.catalog);
  if (group.entries === 1) return row;
  const { entries, firstId, firstTimeUnixUs } = group;
  return { ...row, repeats: { entries, firstId, firstTimeUnixUs } };
}

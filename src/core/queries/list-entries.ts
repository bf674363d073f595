import { AppError } from '#contract/errors.ts';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import type { MethodResult } from '#contract/methods.ts';
import { markBookmarked } from '../annotations/mark-bookmarked.ts';
import { compileQuery, type QueryContext } from './compile-query.ts';
import { ROW_COLUMNS, toEntryRow, type RawRow } from './entry-row.ts';
import { EntryScan } from './entry-scan.ts';
import { foldRepeats, foldedRow } from './fold-repeats.ts';
import { hasLateEntries, placeSteps, storedIdOf, type PlaceSteps } from './late-entries.ts';
import { markLate } from './mark-late.ts';
import { newestId } from './newest-id.ts';
import { addRawFields } from './row-raw-fields.ts';
import { TimeBudget } from './time-budget.ts';
import type { Direction } from './window-reader.ts';

/** The parts of `entries.list` that may be absent, and what a test replaces. */
export interface ListOptions {
  foldsRepeats?: boolean | undefined;
  rawFields?: readonly string[] | undefined;
  budgetMs?: number | undefined;
  order?: 'timeline' | 'stored' | undefined;
  /** Default: performance.now. */
  nowMs?: () => number;
}

/** A page of the list: `entries.list` of the contract. One more row than asked for tells whether there is a next page. */
export function listEntries(
  context: QueryContext,
  query: EntryQuery,
  anchor: PageAnchor,
  limit: number,
  isCancelled: () => boolean,
  options: ListOptions = {},
): MethodResult<'entries.list'> {
  const { database } = context;
  const order = options.order ?? 'timeline';
  const lastId = newestId(database);
  const compiled = compileQuery(query, context);
  const budget = new TimeBudget(options.budgetMs, options.nowMs);
  const startScan = <Row extends [number, ...unknown[]]>(
    direction: Direction,
    firstId: number,
    toId: number,
    columns: string,
  ) =>
    new EntryScan<Row>({
      database,
      query: compiled,
      columns,
      direction,
      order,
      firstId,
      lastId: Math.min(toId, lastId),
      nowMs: budget.nowMs,
    });
  const steps = placeSteps(order === 'timeline' && hasLateEntries(database));
  const isDown = anchor.kind === 'newest' || anchor.kind === 'before';
  const search = () => {
    // Ends with its statements before another question is asked.
    using scan = startScan<RawRow>(
      isDown ? 'newest-first' : 'oldest-first',
      anchor.kind === 'after' ? steps.above(anchor.id) : 0,
      anchor.kind === 'before' ? beforePlace(anchor.id, steps) : lastId,
      ROW_COLUMNS,
    );
    const rows: EntryRow[] =
      options.foldsRepeats === true
        ? foldRepeats(context, scan, limit, budget, isCancelled).map((group) => foldedRow(group, context))
        : readRows(scan, limit, budget, isCancelled).map((row) => toEntryRow(row, context.catalog));
    return { rows, isCut: rows.length <= limit && !scan.isDone, searchedToId: scan.searchedToId };
  };
  // What lies behind a search that goes down is above its anchor; the anchor's own entry belongs to it.
  const hasBehind = () => {
    if (anchor.kind === 'newest' || anchor.kind === 'oldest') return false;
    using behind = isDown
      ? startScan<[number]>('oldest-first', anchor.id, lastId, 'e.id')
      : startScan<[number]>('newest-first', 0, anchor.id, 'e.id');
    return hasAny(behind, budget, isCancelled);
  };
  const found = search();
  const page = found.rows.slice(0, limit);
  if (isDown) page.reverse();
  const hasAhead = found.rows.length > limit || found.isCut;
  const hasOtherSide = hasBehind();
  const searchedToId = found.isCut && page.length < limit ? found.searchedToId : null;
  const rows = options.rawFields === undefined ? page : addRawFields(page, options.rawFields, context);
  markBookmarked(database, rows);
  markLate(database, rows);
  return {
    rows,
    hasOlder: isDown ? hasAhead : hasOtherSide,
    hasNewer: isDown ? hasOtherSide : hasAhead,
    lastId,
    searchedToId,
    searchedToUnixUs: searchedToId === null ? null : timeAt(context, searchedToId, isDown),
  };
}

/** Where a search ends that goes up to an entry and leaves it out. */
function beforePlace(place: number, steps: PlaceSteps): number {
  return place > 0 ? steps.below(place) : 0;
}

/** One row more than `limit`, if there is, unless the time is up before. */
function readRows(
  scan: EntryScan<RawRow>,
  limit: number,
  budget: TimeBudget,
  isCancelled: () => boolean,
): RawRow[] {
  const rows: RawRow[] = [];
  for (let steps = 0; rows.length <= limit && !scan.isDone; steps += 1) {
    if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    // The first step is always made, so that going on from where it ended comes to an end.
    if (steps > 0 && budget.isOver) break;
    for (const row of scan.next(limit + 1 - rows.length)) rows.push(row);
  }
  return rows;
}

/** Whether the search finds anything; also true when the time is up before that is known. */
function hasAny(scan: EntryScan<[number]>, budget: TimeBudget, isCancelled: () => boolean): boolean {
  while (!scan.isDone) {
    if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    if (budget.isOver || scan.next(1).length > 0) return true;
  }
  return false;
}

/** The time of the entry with this id or, as ids may be missing, of the one looked at before it. */
function timeAt({ database }: QueryContext, place: number, isDown: boolean): number | null {
  const id = Number.isInteger(place) ? place : storedIdOf(database, place) || Math.floor(place);
  const select = isDown
    ? 'SELECT time_us FROM entries WHERE id >= ? ORDER BY id LIMIT 1'
    : 'SELECT time_us FROM entries WHERE id <= ? ORDER BY id DESC LIMIT 1';
  return database.prepare<[number], number>(select).pluck().get(id) ?? null;
}

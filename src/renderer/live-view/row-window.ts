import { idBelow } from '#contract/entry-id.ts';
import type { EntryRow } from '#contract/entry.ts';
import type { MethodResult } from '#contract/methods.ts';
import { joinRows, rowFirstId } from './folded-rows.ts';

/** Most rows the page keeps, however large the log is: some forty screens full, a few megabytes at most. */
export const WINDOW_CAPACITY_ROWS = 2_000;

export type EntryPage = MethodResult<'entries.list'>;

/** A contiguous stretch of the matching entries, in ascending order of id: nothing that matches is missing inside. */
export interface RowWindow {
  readonly rows: readonly EntryRow[];
  /** Identical neighbours are one row. */
  readonly isFolded: boolean;
  /** Matching entries exist before the first row / after the last row, or may: a search that takes long is not over. */
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** No matching entry from this id on is missing at the older end; continue before it. */
  readonly completeFromId: number;
  /** No matching entry up to this id is missing at the newer end; continue after it. */
  readonly completeUpToId: number;
}

export const EMPTY_WINDOW: RowWindow = {
  rows: [],
  isFolded: false,
  hasOlder: false,
  hasNewer: false,
  completeFromId: 1,
  completeUpToId: 0,
};

/** The window of a page that was read from the newest entry backwards. */
export function windowOfNewest(page: EntryPage, isFolded: boolean): RowWindow {
  return {
    rows: page.rows,
    isFolded,
    hasOlder: page.hasOlder,
    hasNewer: false,
    completeFromId: pageStartId(page, page.lastId + 1),
    completeUpToId: page.lastId,
  };
}

/** The window of a page that was read from the oldest entry on. */
export function windowOfOldest(page: EntryPage, isFolded: boolean): RowWindow {
  return {
    rows: page.rows,
    isFolded,
    hasOlder: false,
    hasNewer: page.hasNewer,
    completeFromId: 1,
    completeUpToId: pageEndId(page, 0),
  };
}

/** Joins the page that ends before `id` (exclusive) and the one that begins there. */
export function windowAround(id: number, older: EntryPage, newer: EntryPage, isFolded: boolean): RowWindow {
  const start: RowWindow = {
    rows: older.rows,
    isFolded,
    hasOlder: older.hasOlder,
    hasNewer: true,
    completeFromId: pageStartId(older, id),
    completeUpToId: idBelow(id),
  };
  return appendPage(start, newer);
}

/** Adds the page that follows the window. Rows over the capacity leave at the older end. */
export function appendPage(
  window: RowWindow,
  page: EntryPage,
  capacityRows = WINDOW_CAPACITY_ROWS,
): RowWindow {
  const lastId = window.rows.at(-1)?.id ?? 0;
  const rows = joinRows(
    window.rows,
    page.rows.filter((row) => row.id > lastId),
    window.isFolded,
  );
  const surplus = Math.max(0, rows.length - capacityRows);
  const kept = surplus === 0 ? rows : rows.slice(surplus);
  return {
    rows: kept,
    isFolded: window.isFolded,
    hasOlder: surplus > 0 || window.hasOlder,
    hasNewer: page.hasNewer,
    completeFromId: surplus === 0 || kept[0] === undefined ? window.completeFromId : rowFirstId(kept[0]),
    completeUpToId: Math.max(window.completeUpToId, pageEndId(page, window.completeUpToId)),
  };
}

/** Adds the page that precedes the window. Rows over the capacity leave at the newer end. */
export function prependPage(
  window: RowWindow,
  page: EntryPage,
  capacityRows = WINDOW_CAPACITY_ROWS,
): RowWindow {
  const first = window.rows[0];
  const firstId = first === undefined ? Number.POSITIVE_INFINITY : rowFirstId(first);
  const rows = joinRows(
    page.rows.filter((row) => row.id < firstId),
    window.rows,
    window.isFolded,
  );
  const completeFromId = Math.min(window.completeFromId, pageStartId(page, window.completeFromId));
  if (rows.length <= capacityRows) return { ...window, rows, hasOlder: page.hasOlder, completeFromId };
  const kept = rows.slice(0, capacityRows);
  return {
    rows: kept,
    isFolded: window.isFolded,
    hasOlder: page.hasOlder,
    hasNewer: true,
    completeFromId,
    completeUpToId: kept.at(-1)?.id ?? window.completeUpToId,
  };
}

/** The window without what lies from an entry on, which is to be read again. A row that the border would part goes whole. */
export function windowBefore(window: RowWindow, fromId: number): RowWindow {
  const rows = window.rows.slice(0, rowIndexAtOrAfter(window.rows, fromId));
  const parted = window.rows[rows.length];
  const startId = parted === undefined ? fromId : Math.min(fromId, rowFirstId(parted));
  return { ...window, rows, hasNewer: true, completeUpToId: idBelow(startId) };
}

/** Leaves out what is newer than `lastId`, as if the page had been read then. */
export function pageUpTo(page: EntryPage, lastId: number): EntryPage {
  if (page.lastId <= lastId) return page;
  const rows = page.rows.filter((row) => row.id <= lastId);
  const isCut = rows.length < page.rows.length;
  return {
    ...page,
    rows,
    hasNewer: page.hasNewer && !isCut,
    lastId,
    searchedToId: isCut || page.searchedToId === null ? null : Math.min(page.searchedToId, lastId),
  };
}

/** Index of the first row whose id is `id` or greater; the number of rows if there is none. */
export function rowIndexAtOrAfter(rows: readonly EntryRow[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same window, its row of that entry, if it has one, marked or not. */
export function withBookmark(window: RowWindow, entryId: number, isBookmarked: boolean): RowWindow {
  const index = rowIndexAtOrAfter(window.rows, entryId);
  const row = window.rows[index];
  if (row?.id !== entryId) return window;
  const { isBookmarked: _before, ...plain } = row;
  const marked = isBookmarked ? { ...plain, isBookmarked: true as const } : plain;
  return { ...window, rows: window.rows.with(index, marked) };
}

function pageStartId(page: EntryPage, fallback: number): number {
  if (page.searchedToId !== null) return page.searchedToId;
  const first = page.rows[0];
  if (!page.hasOlder) return 1;
  return first === undefined ? fallback : rowFirstId(first);
}

function pageEndId(page: EntryPage, fallback: number): number {
  if (page.searchedToId !== null) return page.searchedToId;
  return page.hasNewer ? (page.rows.at(-1)?.id ?? fallback) : page.lastId;
}

import type { EntryRow } from '#contract/entry.ts';
import type { MethodResult } from '#contract/methods.ts';

/** Most rows the page keeps, however large the log is: some forty screens full, a few megabytes at most. */
export const WINDOW_CAPACITY_ROWS = 2_000;

export type EntryPage = MethodResult<'entries.list'>;

/** A contiguous stretch of the matching entries, in ascending order of id: nothing that matches is missing inside. */
export interface RowWindow {
  readonly rows: readonly EntryRow[];
  /** Matching entries exist before the first row / after the last row. */
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** No matching entry up to this id is missing at the newer end; continue after it. */
  readonly completeUpToId: number;
}

export const EMPTY_WINDOW: RowWindow = { rows: [], hasOlder: false, hasNewer: false, completeUpToId: 0 };

export function windowOf(page: EntryPage): RowWindow {
  return {
    rows: page.rows,
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
    completeUpToId: pageEndId(page, 0),
  };
}

/** Joins the page that ends just before a place and the page that begins there. */
export function windowAround(older: EntryPage, newer: EntryPage): RowWindow {
  return appendPage({ ...windowOf(older), hasNewer: true }, newer);
}

/** Adds the page that follows the window. Rows over the capacity leave at the older end. */
export function appendPage(
  window: RowWindow,
  page: EntryPage,
  capacityRows = WINDOW_CAPACITY_ROWS,
): RowWindow {
  const lastId = window.rows.at(-1)?.id ?? 0;
  const rows = [...window.rows, ...page.rows.filter((row) => row.id > lastId)];
  const surplus = Math.max(0, rows.length - capacityRows);
  return {
    rows: surplus === 0 ? rows : rows.slice(surplus),
    // An empty window knows nothing of what lies before it; the page does.
    hasOlder: surplus > 0 || (window.rows.length === 0 ? page.hasOlder : window.hasOlder),
    hasNewer: page.hasNewer,
    completeUpToId: Math.max(window.completeUpToId, pageEndId(page, window.completeUpToId)),
  };
}

/** Adds the page that precedes the window. Rows over the capacity leave at the newer end. */
export function prependPage(
  window: RowWindow,
  page: EntryPage,
  capacityRows = WINDOW_CAPACITY_ROWS,
): RowWindow {
  const firstId = window.rows[0]?.id ?? Number.POSITIVE_INFINITY;
  const rows = [...page.rows.filter((row) => row.id < firstId), ...window.rows];
  if (rows.length <= capacityRows) return { ...window, rows, hasOlder: page.hasOlder };
  const kept = rows.slice(0, capacityRows);
  return {
    rows: kept,
    hasOlder: page.hasOlder,
    hasNewer: true,
    completeUpToId: kept.at(-1)?.id ?? window.completeUpToId,
  };
}

/** Leaves out what is newer than `lastId`, as if the page had been read then. */
export function pageUpTo(page: EntryPage, lastId: number): EntryPage {
  if (page.lastId <= lastId) return page;
  const rows = page.rows.filter((row) => row.id <= lastId);
  return { ...page, rows, hasNewer: page.hasNewer && rows.length === page.rows.length, lastId };
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

function pageEndId(page: EntryPage, fallback: number): number {
  return page.hasNewer ? (page.rows.at(-1)?.id ?? fallback) : page.lastId;
}

import type { AppError } from '#contract/errors.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import type { Schedule } from '../state/store.ts';
import type { ListForm } from './entry-pages.ts';
import type { FollowState } from './follow-state.ts';
import type { ListPosition } from './list-position.ts';
import { AT_BOTTOM } from './list-position.ts';
import type { NewEntries } from './new-entries.ts';
import { NO_NEW_ENTRIES } from './new-entries.ts';
import type { RowWindow } from './row-window.ts';
import { EMPTY_WINDOW, rowIndexAtOrAfter } from './row-window.ts';

/** Everything the live list draws. */
export interface LiveState {
  /** What the rows belong to. */
  filter: EntryFilter;
  /** What the user asked for last; differs from `filter` while it loads and when its search cannot be read. */
  requested: EntryFilter;
  window: RowWindow;
  follow: FollowState;
  position: ListPosition;
  /** The entry whose details are shown. */
  selectedId: number | null;
  /** What came in while the view stood still. */
  newEntries: NewEntries;
  /** A search that takes long goes on; it has come to entries of that time. */
  searching: { toUnixUs: number | null } | null;
  /** The whole log is shown around an entry of this search, which the user can go back to. */
  context: { query: EntryFilter } | null;
  isLoading: boolean;
  /** No answer has come yet: it is not known whether there are entries. */
  isFirstLoad: boolean;
  /** The search cannot be read; the rows are still those of the last one that could. */
  searchProblem: AppError | null;
  /** The entries cannot be read. */
  problem: AppError | null;
}

/** How a feed is set up. */
export interface LiveFeedOptions {
  /** When changes reach the page; tests are told at once. */
  schedule?: Schedule;
  /** How rows are to be made; asked whenever rows are. */
  form?: () => ListForm;
  /** The moment, in µs since the epoch, that relative times of a new search are counted from. */
  nowUnixUs?: () => number;
}

/** What the viewport of the list shows now. */
export interface VisibleEntries {
  /** Of the rows that are wholly visible. */
  firstId: number;
  lastId: number;
  firstUnixUs: number;
  lastUnixUs: number;
}

/** The rows that the list has drawn, as indexes of the window, and what of them can be seen as a whole. */
export interface DrawnRows {
  firstIndex: number;
  lastIndex: number;
  topId: number;
  bottomId: number;
}

/** From the uppermost to the lowest of these rows; null where there are none. */
export function visibleEntries(
  rows: RowWindow['rows'],
  topId: number,
  bottomId: number,
): VisibleEntries | null {
  const top = rows[rowIndexAtOrAfter(rows, topId)];
  const bottom = rows[rowIndexAtOrAfter(rows, bottomId)];
  if (top === undefined || bottom === undefined) return null;
  return {
    firstId: top.id,
    lastId: bottom.id,
    firstUnixUs: top.timeUnixUs,
    lastUnixUs: bottom.timeUnixUs,
  };
}

export const FIRST_LIVE_STATE: LiveState = {
  filter: NO_FILTER,
  requested: NO_FILTER,
  window: EMPTY_WINDOW,
  follow: 'following',
  position: AT_BOTTOM,
  selectedId: null,
  newEntries: NO_NEW_ENTRIES,
  searching: null,
  context: null,
  isLoading: true,
  isFirstLoad: true,
  searchProblem: null,
  problem: null,
};

/** What is under the eyes while the list stands still: the chosen entry if it is visible, else the uppermost one. */
export function heldEntryId(
  { selectedId, position }: Pick<LiveState, 'selectedId' | 'position'>,
  visible: VisibleEntries | null,
): number | undefined {
  if (position.kind === 'reveal') return position.id;
  if (selectedId !== null && visible !== null) {
    if (selectedId >= visible.firstId && selectedId <= visible.lastId) return selectedId;
  }
  return position.kind === 'row' ? position.id : undefined;
}

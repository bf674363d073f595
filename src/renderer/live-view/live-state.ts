import type { AppError } from '#contract/errors.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import type { FollowState } from './follow-state.ts';
import type { ListPosition } from './list-geometry.ts';
import { AT_BOTTOM } from './list-geometry.ts';
import type { CountSnapshot, NewEntries } from './new-entries.ts';
import { NO_NEW_ENTRIES } from './new-entries.ts';
import type { RowWindow } from './row-window.ts';
import { EMPTY_WINDOW } from './row-window.ts';

/** Everything the live view draws. */
export interface LiveState {
  /** What the rows and counts belong to. */
  filter: EntryFilter;
  /** What the user asked for last; differs from `filter` while it loads and when its search cannot be read. */
  requested: EntryFilter;
  window: RowWindow;
  follow: FollowState;
  position: ListPosition;
  selectedId: number | null;
  /** What came in while the view stood still. */
  newEntries: NewEntries;
  /** Counts per severity of what the filter's other parts select; null until they are known. */
  counts: CountSnapshot | null;
  isLoading: boolean;
  /** No answer has come yet: it is not known whether there are entries. */
  isFirstLoad: boolean;
  /** The search cannot be read; the rows are still those of the last one that could. */
  searchProblem: AppError | null;
  /** The entries cannot be read. */
  problem: AppError | null;
}

export const FIRST_LIVE_STATE: LiveState = {
  filter: NO_FILTER,
  requested: NO_FILTER,
  window: EMPTY_WINDOW,
  follow: 'following',
  position: AT_BOTTOM,
  selectedId: null,
  newEntries: NO_NEW_ENTRIES,
  counts: null,
  isLoading: true,
  isFirstLoad: true,
  searchProblem: null,
  problem: null,
};

import { idAbove, idBelow } from '#contract/entry-id.ts';
import type { EntryRow } from '#contract/entry.ts';
import { Store } from '../../state/store.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { filterKey } from '../../state/entry-filter.ts';
import { rowFirstId } from '../folded-rows.ts';

/** Entries from one id to another, both inclusive: of these what the filter shows. */
export interface IdRange {
  firstId: number;
  lastId: number;
}

/** What of the list is chosen, and the focused entry and filter that the choice belongs to. */
interface Choice {
  /** Ascending; they neither overlap nor touch. */
  ranges: readonly IdRange[];
  /** Where a range begins that Shift goes on with. */
  anchor: IdRange | null;
  focusedId: number | null;
  filterKey: string;
}

/** The parts of the live state that a choice depends on. */
interface Focus {
  selectedId: number | null;
  filter: EntryFilter;
}

const NOTHING: Choice = { ranges: [], anchor: null, focusedId: null, filterKey: '' };

/**
 * Several chosen entries, by their ids, so that it survives rows that come and rows that leave the window. The feed has the
 * one entry that is focused; when it goes elsewhere (the next error, a click), or the filter changes, the choice is over.
 */
export class EntrySelection {
  readonly choice = new Store<Choice>(NOTHING);
  readonly #focus: { get: () => Focus };

  constructor(focus: { get: () => Focus }) {
    this.#focus = focus;
  }

  /** What is chosen now: at least the focused entry. */
  get ranges(): readonly IdRange[] {
    return chosenRanges(this.choice.get(), this.#focus.get());
  }

  /** Chooses this row alone. To be told before the feed focuses it. */
  selectOnly(row: EntryRow): void {
    const range = rangeOf(row);
    this.#set([range], range, row.id);
  }

  /** Adds the row to what is chosen, or takes it out. To be told before the feed focuses it. */
  toggle(row: EntryRow): void {
    const range = rangeOf(row);
    const { ranges } = this;
    const next = isChosen(ranges, range) ? withoutRange(ranges, range) : withRange(ranges, range);
    this.#set(next, range, row.id);
  }

  /** Chooses from where the last choice began to this row. To be told before the feed focuses it. */
  extendTo(row: EntryRow): void {
    const { selectedId } = this.#focus.get();
    const choice = this.choice.get();
    const known = isValid(choice, this.#focus.get()) ? choice.anchor : null;
    const anchor =
      known ?? (selectedId === null ? rangeOf(row) : { firstId: selectedId, lastId: selectedId });
    const range = {
      firstId: Math.min(anchor.firstId, rowFirstId(row)),
      lastId: Math.max(anchor.lastId, row.id),
    };
    this.#set([range], anchor, row.id);
  }

  /** Chooses everything that the filter shows, up to this entry. */
  selectAll(lastId: number): void {
    const { selectedId } = this.#focus.get();
    this.#set([{ firstId: 0, lastId: Math.max(1, lastId) }], null, selectedId);
  }

  /** Leaves the focused entry alone. @returns false when there was nothing else. */
  clear(): boolean {
    if (!isSeveral(this.ranges, this.#focus.get().selectedId)) return false;
    this.choice.set(NOTHING);
    return true;
  }

  #set(ranges: readonly IdRange[], anchor: IdRange | null, focusedId: number | null): void {
    this.choice.set({ ranges, anchor, focusedId, filterKey: filterKey(this.#focus.get().filter) });
  }
}

/** The ranges that are chosen in this state of the list. */
export function chosenRanges(choice: Choice, focus: Focus): readonly IdRange[] {
  if (isValid(choice, focus)) return choice.ranges;
  const { selectedId } = focus;
  return selectedId === null ? [] : [{ firstId: selectedId, lastId: selectedId }];
}

/** Whether more is chosen than the focused entry. */
export function isSeveral(ranges: readonly IdRange[], focusedId: number | null): boolean {
  const only = ranges[0];
  if (only === undefined) return false;
  return ranges.length > 1 || only.firstId !== only.lastId || only.lastId !== focusedId;
}

/** Whether any entry from `firstId` to `lastId` is chosen. */
export function isChosen(ranges: readonly IdRange[], { firstId, lastId }: IdRange): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.lastId ?? 0) < firstId) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.firstId <= lastId;
}

/** The entries that the row stands for. */
export function rangeOf(row: EntryRow): IdRange {
  return { firstId: rowFirstId(row), lastId: row.id };
}

function isValid(choice: Choice, { selectedId, filter }: Focus): boolean {
  return choice !== NOTHING && choice.focusedId === selectedId && choice.filterKey === filterKey(filter);
}

function withRange(ranges: readonly IdRange[], added: IdRange): IdRange[] {
  let { firstId, lastId } = added;
  const apart = ranges.filter((range) => {
    if (idAbove(range.lastId) < firstId || range.firstId > idAbove(lastId)) return true;
    firstId = Math.min(firstId, range.firstId);
    lastId = Math.max(lastId, range.lastId);
    return false;
  });
  return [...apart, { firstId, lastId }].toSorted((a, b) => a.firstId - b.firstId);
}

function withoutRange(ranges: readonly IdRange[], removed: IdRange): IdRange[] {
  return ranges.flatMap(({ firstId, lastId }) =>
    [
      { firstId, lastId: Math.min(lastId, idBelow(removed.firstId)) },
      { firstId: Math.max(firstId, idAbove(removed.lastId)), lastId },
    ].filter((rest) => rest.firstId <= rest.lastId),
  );
}

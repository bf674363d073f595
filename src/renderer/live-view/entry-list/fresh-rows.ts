import type { EntryRow } from '#contract/entry.ts';

/** More at once cannot be looked at one by one, and what flashes all the time tells nothing. */
const MOST_FRESH_AT_ONCE = 3;
const KEPT_FRESH_ROWS = 12;

const NONE: ReadonlySet<number> = new Set();

/** Which rows have just come in while few come: those are shown with a short highlight. */
export class FreshRows {
  #rows: readonly EntryRow[] | undefined;
  #lastId = 0;
  #ids: ReadonlySet<number> = NONE;

  /** The ids to highlight. The same answer for the same rows, however often it is asked. */
  of(rows: readonly EntryRow[], isFollowing: boolean): ReadonlySet<number> {
    if (rows === this.#rows) return isFollowing ? this.#ids : NONE;
    const came = this.#rows === undefined ? undefined : arrivals(rows, this.#lastId);
    this.#rows = rows;
    this.#lastId = rows.at(-1)?.id ?? 0;
    if (!isFollowing || came === undefined || came.length > MOST_FRESH_AT_ONCE) this.#ids = NONE;
    else if (came.length > 0) this.#ids = new Set([...this.#ids, ...came].slice(-KEPT_FRESH_ROWS));
    return this.#ids;
  }
}

/** The rows after `lastId`, at most one more than may be fresh; undefined: the window is another one. */
function arrivals(rows: readonly EntryRow[], lastId: number): number[] | undefined {
  const ids: number[] = [];
  for (let index = rows.length - 1; index >= 0 && ids.length <= MOST_FRESH_AT_ONCE; index -= 1) {
    const id = rows[index]?.id ?? 0;
    if (id === lastId) return ids.toReversed();
    if (id < lastId) return undefined;
    ids.push(id);
  }
  return ids.length > MOST_FRESH_AT_ONCE ? ids : undefined;
}

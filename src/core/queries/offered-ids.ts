import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import { FullTextIds } from './full-text-ids.ts';
import type { IdBounds } from './id-bounds.ts';
import type { Direction } from './window-reader.ts';

/** Entries among which all matches of a query are, a piece at a time in the direction of a search. */
export interface OfferedIds extends Disposable {
  /** Up to `count` ids from `edge` (inclusive) on; what lies before it is forgotten. Empty: there are no more. */
  from: (edge: number, count: number) => number[];
}

/**
 * What a query knows of its matches before a look at the entries: listed ids, such as those of bookmarks, or what the full-text
 * index finds. undefined: nothing.
 */
export function offeredIds(
  database: ReadableDatabase,
  { listedIds, fullText }: CompiledQuery,
  direction: Direction,
  { firstId, lastId }: IdBounds,
): OfferedIds | undefined {
  if (listedIds !== undefined) {
    return new ListedIds(
      listedIds.filter((id) => id >= firstId && id <= lastId),
      direction,
    );
  }
  return fullText === undefined ? undefined : new FullTextIds(database, fullText, direction, firstId, lastId);
}

class ListedIds implements OfferedIds {
  readonly #isDown: boolean;
  readonly #ids: number[];
  #at = 0;

  /** @param ids - Ascending. */
  constructor(ids: number[], direction: Direction) {
    this.#isDown = direction === 'newest-first';
    this.#ids = this.#isDown ? ids.toReversed() : ids;
  }

  from(edge: number, count: number): number[] {
    while (this.#at < this.#ids.length && this.#isBefore(this.#ids[this.#at] ?? edge, edge)) this.#at += 1;
    return this.#ids.slice(this.#at, this.#at + count);
  }

  [Symbol.dispose](): void {
    this.#ids.length = 0;
  }

  #isBefore(id: number, edge: number): boolean {
    return this.#isDown ? id > edge : id < edge;
  }
}

import type { ReadableDatabase } from '../store/open-database.ts';
import type { Direction } from './window-reader.ts';

/**
 * The entries that the full-text index offers for an expression, a piece at a time. The index is asked once and read on and
 * on: to begin with, it collects everything that a prefix stands for, which takes up to 0.1 s at 1,000,000 entries.
 */
export class FullTextIds implements Disposable {
  readonly #isDown: boolean;
  readonly #ids: IterableIterator<number>;
  #pending: number[] = [];

  /** Looks from `firstId` to `lastId`, both inclusive. Holds a statement open until it is disposed of. */
  constructor(
    database: ReadableDatabase,
    match: string,
    direction: Direction,
    firstId: number,
    lastId: number,
  ) {
    this.#isDown = direction === 'newest-first';
    this.#ids = database
      .prepare<unknown[], number>(
        `SELECT f.rowid FROM messages_fts AS f WHERE f.messages_fts MATCH ? AND f.rowid BETWEEN ? AND ?
         ORDER BY f.rowid ${this.#isDown ? 'DESC' : 'ASC'}`,
      )
      .pluck()
      .iterate(match, firstId, lastId);
  }

  /** Up to `count` ids from `edge` (inclusive) on; what lies before it is forgotten. Empty: there are no more. */
  from(edge: number, count: number): number[] {
    const start = this.#pending.findIndex((id) => (this.#isDown ? id <= edge : id >= edge));
    this.#pending = start < 0 ? [] : this.#pending.slice(start);
    while (this.#pending.length < count) {
      const next = this.#ids.next();
      if (next.done === true) break;
      this.#pending.push(next.value);
    }
    return this.#pending.slice(0, count);
  }

  [Symbol.dispose](): void {
    this.#ids.return?.();
  }
}

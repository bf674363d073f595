import type { Statement } from 'better-sqlite3';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import { MINUTE_US } from './histogram-axis.ts';
import type { IdBounds } from './id-bounds.ts';
import type { Direction, IdWindow } from './window-reader.ts';

/** Keeps windows of places small where thousands of late entries lie between two ids. */
export class LateWindows {
  readonly #isDown: boolean;
  readonly #far: Statement<[number, number, number], number>;

  constructor(database: ReadableDatabase, direction: Direction) {
    this.#isDown = direction === 'newest-first';
    this.#far = database
      .prepare<[number, number, number], number>(
        `SELECT late_place FROM entries INDEXED BY entries_late
         WHERE late_place IS NOT NULL AND late_place BETWEEN ? AND ?
         ORDER BY late_place ${this.#isDown ? 'DESC' : 'ASC'} LIMIT 1 OFFSET ?`,
      )
      .pluck();
  }

  /** The near part of a window, with at most so many late entries. */
  cut(window: IdWindow, entries: number): IdWindow {
    const far = this.#far.get(window.low, window.high, entries - 1);
    if (far === undefined) return window;
    return this.#isDown ? { ...window, low: far } : { ...window, high: far };
  }
}

/**
 * Between which places the matches of a query lie, late ones among them: never too narrow. What a query knows of its ids, as from the names
 * it asks for, says nothing about late entries; its own comparisons with `id` and its times do.
 */
export function lateBounds(database: ReadableDatabase, query: CompiledQuery): IdBounds {
  const { places, times } = query;
  const late = latePlacesOfTime(database, times.sinceUnixUs, times.untilUnixUs);
  if (late === undefined) return { firstId: query.firstId, lastId: query.lastId };
  return {
    firstId: Math.max(places.firstId, Math.min(query.firstId, late.firstId)),
    lastId: Math.min(places.lastId, Math.max(query.lastId, late.lastId)),
  };
}

/** undefined: no late entry has such a time. */
function latePlacesOfTime(
  database: ReadableDatabase,
  sinceUnixUs: number | undefined,
  untilUnixUs: number | undefined,
): IdBounds | undefined {
  const row = database
    .prepare<[number, number], [number | null, number | null]>(
      'SELECT min(first_place), max(last_place) FROM late_minutes WHERE minute BETWEEN ? AND ?',
    )
    .raw()
    .get(
      Math.floor((sinceUnixUs ?? 0) / MINUTE_US),
      Math.floor((untilUnixUs ?? Number.MAX_SAFE_INTEGER) / MINUTE_US),
    );
  const [firstId = null, lastId = null] = row ?? [];
  return firstId === null || lastId === null ? undefined : { firstId, lastId };
}

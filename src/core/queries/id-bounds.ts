import type { ReadableDatabase } from '../store/open-database.ts';

const MINUTE_US = 60_000_000;

/** Both inclusive; `firstId` above `lastId`: nothing lies there. */
export interface IdBounds {
  firstId: number;
  lastId: number;
}

/** Between which ids the entries of a time range lie, from the per-minute rollup: to the minute, never too narrow. */
export function idBoundsOfTime(
  database: ReadableDatabase,
  sinceUnixUs: number | undefined,
  untilUnixUs: number | undefined,
): IdBounds {
  const from = sinceUnixUs === undefined ? 0 : Math.floor(sinceUnixUs / MINUTE_US);
  const to = untilUnixUs === undefined ? Number.MAX_SAFE_INTEGER : Math.floor(untilUnixUs / MINUTE_US);
  const row = database
    .prepare<[number, number], [number | null, number | null]>(
      'SELECT min(first_id), max(last_id) FROM minutes WHERE minute BETWEEN ? AND ?',
    )
    .raw()
    .get(from, to);
  return { firstId: row?.[0] ?? Number.MAX_SAFE_INTEGER, lastId: row?.[1] ?? 0 };
}

/** Looking at so many ids that were not asked for is cheaper than one more statement. */
const NEAR_IDS = 200;

/**
 * In which ranges of ids the entries of a time range lie, ascending and apart from each other: never too narrow, and narrow
 * although several sources have written their entries of that time one after another.
 * @param untilUnixUs - Exclusive.
 * @param filter - SQL over `minutes`.
 */
export function idRangesOfTime(
  database: ReadableDatabase,
  sinceUnixUs: number,
  untilUnixUs: number,
  filter: string,
): IdBounds[] {
  const minutes = database
    .prepare<[number, number], IdBounds>(
      `SELECT first_id AS firstId, last_id AS lastId FROM minutes WHERE minute BETWEEN ? AND ? AND ${filter}
       ORDER BY first_id`,
    )
    .all(Math.floor(sinceUnixUs / MINUTE_US), Math.floor((untilUnixUs - 1) / MINUTE_US));
  const ranges: IdBounds[] = [];
  for (const { firstId, lastId } of minutes) {
    const range = ranges.at(-1);
    if (range !== undefined && firstId <= range.lastId + NEAR_IDS)
      range.lastId = Math.max(range.lastId, lastId);
    else ranges.push({ firstId, lastId });
  }
  return ranges;
}

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

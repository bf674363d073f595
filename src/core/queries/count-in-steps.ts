import { prepareCellScan } from './cell-scan.ts';
import type { CompiledQuery } from './compile-query.ts';
import { readMatches } from './match-windows.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

/**
 * Counts the matching entries of a range: each step takes some milliseconds, whatever is asked of an entry, and gives the number of
 * matches in it. What is done between two steps does not make the next one shorter.
 * @param range - Entries with `afterId` < id <= `lastId`.
 */
export function* countInSteps(
  database: ReadableDatabase,
  query: CompiledQuery,
  { afterId, lastId }: { afterId: number; lastId: number },
): Generator<number, void> {
  let betweenMs = 0;
  const scan = prepareCellScan(database, query, { bars: null, idsPerBucket: undefined });
  const steps = readMatches({
    database,
    query,
    read: scan.read,
    ranges: [{ firstId: afterId + 1, lastId }],
    direction: 'oldest-first',
    isCancelled: () => false,
    nowMs: () => performance.now() - betweenMs,
  });
  for (const { keys } of steps) {
    const endedMs = performance.now();
    yield keys.length;
    betweenMs += performance.now() - endedMs;
  }
}

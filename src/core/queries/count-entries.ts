import type { EntryQuery } from '#contract/query.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { QueryContext } from './compile-query.ts';
import { summariseMatches } from './summarise-entries.ts';

export interface EntryCounts {
  bySeverity: SeverityCounts;
  lastId: number;
}

/**
 * Counts what matches, by severity, exactly. Without a condition on anything but severity, time and source the rollup knows;
 * else the entries are counted. `range`: count only entries with `afterId` < id <= `lastId`.
 */
export function countEntries(
  context: QueryContext,
  query: EntryQuery,
  isCancelled: () => boolean,
  { afterId, lastId }: { afterId?: number; lastId?: number | undefined } = {},
): EntryCounts {
  const range = {
    ...(afterId === undefined || afterId === 0 ? {} : { afterId }),
    ...(lastId === undefined ? {} : { beforeId: lastId + 1 }),
  };
  const summary = summariseMatches(context, { query, ...range }, isCancelled);
  return { bySeverity: summary.bySeverity, lastId: summary.lastId };
}

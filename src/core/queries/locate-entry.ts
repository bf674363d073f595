import type { EntryQuery } from '#contract/query.ts';
import { compileQuery, type QueryContext } from './compile-query.ts';
import { scanEntries } from './entry-scan.ts';
import { newestId } from './newest-id.ts';
import type { Direction } from './window-reader.ts';

/**
 * Where a jump to a time arrives: `entries.locate` of the contract. The rollup knows before which id no entry is that late,
 * so that only the entries of one minute, or the gap to the next match, are looked at.
 */
export function locateEntry(
  context: QueryContext,
  query: EntryQuery,
  unixUs: number,
  isCancelled: () => boolean,
): { id: number | null } {
  const { database } = context;
  const lastId = newestId(database);
  const first = (wanted: EntryQuery, direction: Direction) =>
    scanEntries<[number]>({
      database,
      query: compileQuery(wanted, context),
      columns: 'e.id',
      direction,
      order: 'timeline',
      firstId: 0,
      lastId,
      limit: 1,
      isCancelled,
    })[0]?.[0];
  const sinceUnixUs = Math.max(unixUs, query.sinceUnixUs ?? 0);
  return { id: first({ ...query, sinceUnixUs }, 'oldest-first') ?? first(query, 'newest-first') ?? null };
}

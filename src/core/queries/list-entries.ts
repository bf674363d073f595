import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import type { MethodResult } from '#contract/methods.ts';
import { compileQuery, type QueryContext } from './compile-query.ts';
import { ROW_COLUMNS, toEntryRow, type RawRow } from './entry-row.ts';
import { scanEntries, type Direction } from './entry-scan.ts';
import { newestId } from './newest-id.ts';

/** A page of the list: `entries.list` of the contract. One more row than asked for tells whether there is a next page. */
export function listEntries(
  context: QueryContext,
  query: EntryQuery,
  anchor: PageAnchor,
  limit: number,
  isCancelled: () => boolean,
): MethodResult<'entries.list'> {
  const lastId = newestId(context.database);
  const compiled = compileQuery(query, context);
  const scan = (direction: Direction, firstId: number, toId: number, count: number, columns = ROW_COLUMNS) =>
    scanEntries<RawRow>({
      database: context.database,
      query: compiled,
      columns,
      direction,
      firstId,
      lastId: Math.min(toId, lastId),
      limit: count,
      isCancelled,
    });
  const isDown = anchor.kind === 'newest' || anchor.kind === 'before';
  const firstId = anchor.kind === 'after' ? anchor.id + 1 : 1;
  const toId = anchor.kind === 'before' ? anchor.id - 1 : lastId;
  const found = scan(isDown ? 'newest-first' : 'oldest-first', firstId, toId, limit + 1);
  const hasMore = found.length > limit;
  const page = found.slice(0, limit);
  if (isDown) page.reverse();
  const isAtEnd = anchor.kind === 'newest' || anchor.kind === 'oldest';
  const behind = () =>
    isDown
      ? scan('oldest-first', anchor.kind === 'before' ? anchor.id : 1, lastId, 1, 'e.id').length > 0
      : scan('newest-first', 1, anchor.kind === 'after' ? anchor.id : 0, 1, 'e.id').length > 0;
  const hasBehind = isAtEnd ? false : behind();
  return {
    rows: page.map((row) => toEntryRow(row, context.catalog)),
    hasOlder: isDown ? hasMore : hasBehind,
    hasNewer: isDown ? hasBehind : hasMore,
    lastId,
    searchedToId: null,
    searchedToUnixUs: null,
  };
}

import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import { isSevere, listedSource, plainSource, severeSources } from './entry-sources.ts';
import type { EntrySource, IdWindow } from './window-reader.ts';

/** Reads one number of each match in a window. @param keyValues - For the `?` of the key. */
export type KeyScan = (window: IdWindow, ...keyValues: number[]) => number[];

/**
 * Prepares the reading of `key`, SQL over `entries AS e`, of every match in windows of match-windows.ts. Counting these numbers
 * in JavaScript takes half the time of a GROUP BY, which sorts all rows first (0.18 s against 0.37 s for 1,000,000 entries).
 * @param condition - One more condition, as SQL.
 */
export function prepareKeyScan(
  database: ReadableDatabase,
  query: CompiledQuery,
  key: string,
  condition = '1',
): KeyScan {
  const prepare = ({ from }: EntrySource) =>
    database.prepare<unknown[], number>(`SELECT ${key} ${from} AND ${condition}`).pluck();
  const sources = isSevere(query)
    ? severeSources(query, 'newest-first')
    : [plainSource(query, 'newest-first')];
  const plain = sources.map(prepare);
  const isOffered = query.fullText !== undefined || query.listedIds !== undefined;
  const listed = isOffered ? prepare(listedSource(query)) : undefined;
  return ({ low, high, ids }, ...keyValues) =>
    ids === undefined || listed === undefined
      ? plain.flatMap((statement) => statement.all(...keyValues, low, high))
      : listed.all(...keyValues, ids, low, high);
}

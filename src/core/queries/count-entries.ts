import { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { compileQuery, type CompiledQuery, type QueryContext } from './compile-query.ts';
import { newestId } from './newest-id.ts';

const MINUTE_US = 60_000_000;
/** Ids counted by one statement, so that counting can be cancelled in between. */
const WINDOW = 100_000;

export interface EntryCounts {
  bySeverity: SeverityCounts;
  lastId: number;
}

/**
 * Counts what matches, by severity, exactly. Without a condition on anything but severity and time the rollup knows;
 * else the entries are counted. `lastId`: count no entry behind this one.
 */
export function countEntries(
  context: QueryContext,
  query: EntryQuery,
  isCancelled: () => boolean,
  lastId?: number,
): EntryCounts {
  const { database } = context;
  const newest = newestId(database);
  const compiled = compileQuery(query, context);
  const counted = countQuickly(database, compiled, lastId) ?? {
    bySeverity: countByScan(database, compiled, Math.min(compiled.lastId, lastId ?? newest), isCancelled),
    lastId: lastId ?? newest,
  };
  const { severities } = compiled;
  if (severities === undefined) return counted;
  const bySeverity = counted.bySeverity.map((count, severity) => (severities.includes(severity) ? count : 0));
  return { bySeverity, lastId: counted.lastId };
}

/** What the rollup knows; undefined when it does not know. In one transaction, so that all numbers are of one moment. */
function countQuickly(
  database: ReadableDatabase,
  { onlyTime }: CompiledQuery,
  lastId: number | undefined,
): EntryCounts | undefined {
  if (onlyTime === undefined) return undefined;
  return database.transaction(() => {
    const newest = newestId(database);
    if (lastId !== undefined && lastId < newest) return undefined;
    const bySeverity = countByRollup(database, onlyTime.sinceUnixUs, onlyTime.untilUnixUs);
    return { bySeverity, lastId: lastId ?? newest };
  })();
}

function countByRollup(
  database: ReadableDatabase,
  sinceUnixUs: number | undefined,
  untilUnixUs: number | undefined,
): SeverityCounts {
  const counts = emptySeverityCounts();
  const addAll = (rows: [number, number][]) => {
    for (const [severity, entries] of rows) counts[severity] = (counts[severity] ?? 0) + entries;
  };
  if (sinceUnixUs === undefined && untilUnixUs === undefined) {
    const all = 'SELECT severity, sum(entries) FROM severity_counts GROUP BY severity';
    addAll(database.prepare<[], [number, number]>(all).raw().all());
    return counts;
  }
  const since = sinceUnixUs ?? 0;
  const until = untilUnixUs ?? Number.MAX_SAFE_INTEGER;
  if (until <= since) return counts;
  // Whole minutes from the rollup; the minutes that the range cuts are counted entry by entry.
  const firstWhole = Math.ceil(since / MINUTE_US);
  const endWhole = Math.floor(until / MINUTE_US);
  addAll(
    database
      .prepare<[number, number], [number, number]>(
        'SELECT severity, sum(entries) FROM minutes WHERE minute >= ? AND minute < ? GROUP BY severity',
      )
      .raw()
      .all(firstWhole, endWhole),
  );
  const cut = new Set([Math.floor(since / MINUTE_US), endWhole]);
  for (const minute of cut) {
    const isWhole = minute >= firstWhole && minute < endWhole;
    if (!isWhole) addAll(countMinute(database, minute, since, until));
  }
  return counts;
}

function countMinute(
  database: ReadableDatabase,
  minute: number,
  since: number,
  until: number,
): [number, number][] {
  return database
    .prepare<unknown[], [number, number]>(
      `SELECT e.severity, count(*) FROM entries AS e NOT INDEXED
       WHERE e.id BETWEEN (SELECT min(first_id) FROM minutes WHERE minute = ?)
           AND (SELECT max(last_id) FROM minutes WHERE minute = ?)
         AND e.time_us >= ? AND e.time_us < ? AND e.time_us >= ? AND e.time_us < ? GROUP BY e.severity`,
    )
    .raw()
    .all(minute, minute, since, until, minute * MINUTE_US, (minute + 1) * MINUTE_US);
}

function countByScan(
  database: ReadableDatabase,
  query: CompiledQuery,
  lastId: number,
  isCancelled: () => boolean,
): SeverityCounts {
  const counts = emptySeverityCounts();
  if (query.matchesNothing) return counts;
  const from =
    query.fullText === undefined
      ? 'entries AS e NOT INDEXED WHERE e.id BETWEEN ? AND ?'
      : 'messages_fts AS f CROSS JOIN entries AS e ON e.id = f.rowid WHERE f.rowid BETWEEN ? AND ? AND f.messages_fts MATCH ?';
  const statement = database
    .prepare<unknown[], [number, number]>(
      `SELECT e.severity, count(*) FROM ${from} AND ${query.condition} GROUP BY e.severity`,
    )
    .raw();
  const fixed = query.fullText === undefined ? [] : [query.fullText];
  for (let low = Math.max(1, query.firstId); low <= lastId; low += WINDOW) {
    if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    for (const [severity, entries] of statement.all(low, Math.min(lastId, low + WINDOW - 1), ...fixed)) {
      counts[severity] = (counts[severity] ?? 0) + entries;
    }
  }
  return counts;
}

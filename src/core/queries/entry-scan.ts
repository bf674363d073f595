import { AppError } from '#contract/errors.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';

/** The severities that have an index of their own: emergency to warning. */
const LEAST_INDEXED_SEVERITY = 4;
/** Below this many entries of the wanted severities their index is the shortest way, whatever else is asked. */
const FEW_ENTRIES = 50_000;
/** Ids looked at by one statement, so that a query can be cancelled in between. It doubles while nothing is found. */
const FIRST_WINDOW = 20_000;
const LARGEST_WINDOW = 320_000;

export type Direction = 'newest-first' | 'oldest-first';

export interface ScanOptions {
  database: ReadableDatabase;
  query: CompiledQuery;
  /** SQL list of what is read of each entry (`entries AS e`); the id must come first. */
  columns: string;
  direction: Direction;
  /** Both inclusive; within the query's own bounds. */
  firstId: number;
  lastId: number;
  limit: number;
  /** Asked between statements; throws `cancelled` when it answers true. */
  isCancelled: () => boolean;
}

/**
 * Finds up to `limit` matching entries in order of id. Goes window by window over the ids by the cheapest way: the index
 * of the severe levels, the full-text index or the rows themselves. No OFFSET, no statement over all rows.
 */
export function scanEntries<Row extends [number, ...unknown[]]>(options: ScanOptions): Row[] {
  const { query, direction, limit } = options;
  if (query.matchesNothing) return [];
  const statement = prepareScan<Row>(options);
  const firstId = Math.max(options.firstId, query.firstId, 1);
  const lastId = Math.min(options.lastId, query.lastId);
  const isDown = direction === 'newest-first';
  const rows: Row[] = [];
  let size = FIRST_WINDOW;
  let edge = isDown ? lastId : firstId;
  while (rows.length < limit && (isDown ? edge >= firstId : edge <= lastId)) {
    if (options.isCancelled()) throw new AppError('cancelled', 'Cancelled.');
    const low = isDown ? Math.max(firstId, edge - size + 1) : edge;
    const high = isDown ? edge : Math.min(lastId, edge + size - 1);
    const found = statement(low, high, limit - rows.length);
    for (const row of found) rows.push(row);
    edge = isDown ? low - 1 : high + 1;
    size = found.length === 0 ? Math.min(size * 2, LARGEST_WINDOW) : size;
  }
  return rows;
}

type WindowScan<Row> = (low: number, high: number, limit: number) => Row[];

function prepareScan<Row extends [number, ...unknown[]]>(options: ScanOptions): WindowScan<Row> {
  const { database, query, columns, direction } = options;
  const order = direction === 'newest-first' ? 'DESC' : 'ASC';
  const { severities } = query;
  if (severities !== undefined && usesSeverityIndex(database, query)) {
    // One statement for each level keeps the order of the index, so nothing is sorted; their results are merged.
    const statement = database
      .prepare<unknown[], Row>(
        `SELECT ${columns} FROM entries AS e INDEXED BY entries_severe
         WHERE e.severity = ? AND e.severity <= ${String(LEAST_INDEXED_SEVERITY)} AND e.id BETWEEN ? AND ?
           AND ${query.wholeCondition} ORDER BY e.id ${order} LIMIT ?`,
      )
      .raw();
    return (low, high, limit) => {
      const rows = severities.flatMap((severity) => statement.all(severity, low, high, limit));
      rows.sort((a, b) => (direction === 'newest-first' ? b[0] - a[0] : a[0] - b[0]));
      return rows.slice(0, limit);
    };
  }
  const severity = severities === undefined ? '1' : `e.severity IN (${severities.join(', ')})`;
  if (query.fullText !== undefined) {
    const statement = database
      .prepare<unknown[], Row>(
        `SELECT ${columns} FROM messages_fts AS f CROSS JOIN entries AS e ON e.id = f.rowid
         WHERE f.messages_fts MATCH ? AND f.rowid BETWEEN ? AND ? AND ${severity} AND ${query.condition}
         ORDER BY f.rowid ${order} LIMIT ?`,
      )
      .raw();
    return (low, high, limit) => statement.all(query.fullText, low, high, limit);
  }
  const statement = database
    .prepare<unknown[], Row>(
      `SELECT ${columns} FROM entries AS e NOT INDEXED WHERE e.id BETWEEN ? AND ? AND ${severity} AND ${query.condition}
       ORDER BY e.id ${order} LIMIT ?`,
    )
    .raw();
  return (low, high, limit) => statement.all(low, high, limit);
}

/** The index of the severe levels helps when they are few, or when there is nothing better. */
function usesSeverityIndex(database: ReadableDatabase, query: CompiledQuery): boolean {
  const { severities } = query;
  if (severities === undefined || severities.length === 0) return false;
  if (severities.some((severity) => severity > LEAST_INDEXED_SEVERITY)) return false;
  if (query.fullText === undefined) return true;
  const entries = database
    .prepare<[string], number>(
      'SELECT ifnull(sum(entries), 0) FROM severity_counts WHERE severity IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(JSON.stringify(severities));
  return (entries ?? 0) < FEW_ENTRIES;
}

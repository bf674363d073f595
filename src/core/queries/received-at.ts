import type { Statement } from 'better-sqlite3';
import type { ReadableDatabase } from '../store/open-database.ts';

/** Prepares the question when the transaction that holds an entry was committed, microseconds since 1970. Its parameter is the id. */
export function prepareReceivedAt(database: ReadableDatabase): Statement<[number], number> {
  return database
    .prepare<[number], number>(
      'SELECT received_us FROM batches WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1',
    )
    .pluck();
}

import type { ReadableDatabase } from '../store/open-database.ts';

/** The id of the entry stored last; 0 in an empty store. */
export function newestId(database: ReadableDatabase): number {
  return database.prepare<[], number>('SELECT ifnull(max(id), 0) FROM entries').pluck().get() ?? 0;
}

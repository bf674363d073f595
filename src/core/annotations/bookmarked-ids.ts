import type { ReadableDatabase } from '../store/open-database.ts';
import { hasAnnotations } from './has-annotations.ts';

/** The entries that have a bookmark, ascending. @param matches - Only those whose note it accepts. */
export function bookmarkedIds(database: ReadableDatabase, matches?: (note: string) => boolean): number[] {
  if (!hasAnnotations(database)) return [];
  return database
    .prepare<[], [number, string]>('SELECT entry_id, note FROM bookmarks ORDER BY entry_id')
    .raw()
    .all()
    .filter(([, note]) => matches === undefined || matches(note))
    .map(([entryId]) => entryId);
}

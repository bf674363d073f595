import type { Bookmark } from '#contract/annotations.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { storedIdOf } from '../queries/late-entries.ts';
import { hasAnnotations } from './has-annotations.ts';

/** SQL: a Bookmark of the contract, from `bookmarks AS b`. Its `entryId` is the key in the store. */
export const BOOKMARK_COLUMNS =
  'b.entry_id AS entryId, b.note, b.created_us AS createdAtUnixUs, b.updated_us AS updatedAtUnixUs';

/** The bookmark of an entry: `bookmarks.get` of the contract. null: it has none. */
export function findBookmark(database: ReadableDatabase, entryId: number): Bookmark | null {
  if (!hasAnnotations(database)) return null;
  const bookmark = database
    .prepare<[number], Bookmark>(`SELECT ${BOOKMARK_COLUMNS} FROM bookmarks AS b WHERE b.entry_id = ?`)
    .get(storedIdOf(database, entryId));
  return bookmark === undefined ? null : { ...bookmark, entryId };
}

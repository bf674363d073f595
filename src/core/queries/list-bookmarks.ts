import type { Bookmark } from '#contract/annotations.ts';
import type { MethodResult } from '#contract/methods.ts';
import { BOOKMARK_COLUMNS } from '../annotations/find-bookmark.ts';
import { hasAnnotations } from '../annotations/has-annotations.ts';
import type { QueryContext } from './compile-query.ts';
import { hasLateEntries, placeOf } from './late-entries.ts';
import { ROW_COLUMNS, toEntryRow, type RawRow } from './entry-row.ts';

/**
 * The bookmarks with their entries, in the order of the list, newest entry first: `bookmarks.list` of the contract. A bookmark whose entry
 * is gone is left out.
 */
export function listBookmarks(
  context: Pick<QueryContext, 'database' | 'catalog'>,
  limit: number,
  beforeEntryId = Number.MAX_SAFE_INTEGER,
): MethodResult<'bookmarks.list'> {
  const { database, catalog } = context;
  if (!hasAnnotations(database)) return { bookmarks: [], total: 0 };
  const place = hasLateEntries(database) ? 'ifnull(e.late_place, e.id)' : 'e.id';
  const found = database
    .prepare<[number, number], Bookmark>(
      `SELECT ${BOOKMARK_COLUMNS} FROM bookmarks AS b CROSS JOIN entries AS e ON e.id = b.entry_id
       WHERE ${place} < ? ORDER BY ${place} DESC LIMIT ?`,
    )
    .all(beforeEntryId, limit);
  const selectRow = database
    .prepare<[number], RawRow>(`SELECT ${ROW_COLUMNS} FROM entries AS e WHERE e.id = ?`)
    .raw();
  const bookmarks = found.flatMap((bookmark) => {
    const raw = selectRow.get(bookmark.entryId);
    if (raw === undefined) return [];
    const entryId = placeOf(database, bookmark.entryId);
    const row = { ...toEntryRow(raw, catalog), id: entryId, isBookmarked: true as const };
    return [{ bookmark: { ...bookmark, entryId }, row }];
  });
  const total = database
    .prepare<[], number>('SELECT count(*) FROM bookmarks AS b CROSS JOIN entries AS e ON e.id = b.entry_id')
    .pluck()
    .get();
  return { bookmarks, total: total ?? 0 };
}

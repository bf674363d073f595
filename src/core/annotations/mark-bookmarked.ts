import type { EntryRow } from '#contract/entry.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { storedIdOf } from '../queries/late-entries.ts';
import { hasAnnotations } from './has-annotations.ts';

/** Sets `isBookmarked` on the rows whose entry has a bookmark: one look-up by key for each row, none where there is no bookmark. */
export function markBookmarked(database: ReadableDatabase, rows: readonly EntryRow[]): void {
  if (!hasAnnotations(database)) return;
  const byStoredId = new Map(rows.map((row) => [storedIdOf(database, row.id), row]));
  const ids = database
    .prepare<[string], number>(
      `SELECT b.entry_id FROM json_each(?) AS j CROSS JOIN bookmarks AS b ON b.entry_id = j.value
       WHERE EXISTS (SELECT 1 FROM bookmarks)`,
    )
    .pluck()
    .all(JSON.stringify([...byStoredId.keys()]));
  for (const id of ids) {
    const row = byStoredId.get(id);
    if (row !== undefined) row.isBookmarked = true;
  }
}

import { savedQuerySchema, type SavedQuery } from '#contract/annotations.ts';
import { hasAnnotations } from '../annotations/has-annotations.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Every saved query, by name: `savedQueries.list` of the contract. One that this version cannot read, because a newer one
 * wrote it, is left out.
 */
export function listSavedQueries(database: ReadableDatabase): SavedQuery[] {
  if (!hasAnnotations(database)) return [];
  return database
    .prepare<[], SavedQuery & { query: string }>(
      'SELECT name, query, created_us AS createdAtUnixUs, updated_us AS updatedAtUnixUs FROM saved_queries',
    )
    .all()
    .flatMap((row) => {
      const parsed = savedQuerySchema.safeParse({ ...row, query: JSON.parse(row.query) as unknown });
      return parsed.success ? [parsed.data] : [];
    })
    .toSorted((one, other) => byName.compare(one.name, other.name));
}

import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { queryOf } from '../state/entry-filter.ts';

export type Direction = 'next' | 'previous';

/**
 * The nearest entry after or before `fromId` that the filter shows; null if there is none. Asks the store, so it also
 * finds what the page does not hold.
 */
export async function nearestEntry(
  api: EngineApi,
  filter: EntryFilter,
  direction: Direction,
  fromId: number,
): Promise<EntryRow | null> {
  if (filter.severities.length === 0) return null;
  const page = await api.call('entries.list', {
    query: queryOf(filter),
    anchor: { kind: direction === 'next' ? 'after' : 'before', id: fromId },
    limit: 1,
  });
  return page.rows[0] ?? null;
}

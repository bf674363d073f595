import type { EngineApi } from '#contract/engine-api.ts';
import type { EntryQuery } from '#contract/query.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';

const PAGE_ROWS = 1_000;
/** Some hundred milliseconds of reading; a stretch this long comes about only in the first moments of a catch-up. */
const MOST_PAGES = 20;

/**
 * Counts the matching entries after `afterId` up to and including `untilId` by reading them: for the short stretch
 * between two moments of which only the later was counted. Beyond 20,000 entries it counts no further.
 */
export async function countStretch(
  api: EngineApi,
  query: EntryQuery,
  afterId: number,
  untilId: number,
): Promise<SeverityCounts> {
  const counts = emptySeverityCounts();
  let fromId = afterId;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { rows, hasNewer } = await api.call('entries.list', {
      query,
      anchor: { kind: 'after', id: fromId },
      limit: PAGE_ROWS,
    });
    for (const row of rows) {
      if (row.id <= untilId) counts[row.severity] = (counts[row.severity] ?? 0) + 1;
    }
    const last = rows.at(-1);
    if (!hasNewer || last === undefined || last.id >= untilId) break;
    fromId = last.id;
  }
  return counts;
}

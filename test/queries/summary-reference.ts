import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { Summary, SummaryBucket, SummaryRequest } from '#contract/summary.ts';
import type { KnownEntry } from '../core/varied-store.ts';

/**
 * What a summary must say of the entries that match, in the plainest way there is: one entry after another, no rollup.
 * @param matches - What the query finds, in order of id, without the limits of `afterId` and `beforeId`.
 * @param bars - The axis that the summary chose.
 */
export function summaryReference(
  matches: readonly KnownEntry[],
  request: Pick<SummaryRequest, 'afterId' | 'beforeId' | 'idsPerBucket'>,
  bars: Omit<NonNullable<Summary['histogram']>, 'buckets'> | null,
): Pick<Summary, 'bySeverity' | 'histogram' | 'outline'> {
  const { afterId = 0, beforeId = Infinity, idsPerBucket } = request;
  const bySeverity = emptySeverityCounts();
  const barCounts = new Map<number, SeverityCounts>();
  const stretchCounts = new Map<number, SeverityCounts>();
  for (const { id, place = id, timeUnixUs, severity } of matches) {
    if (id <= afterId || id >= beforeId) continue;
    bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
    if (bars !== null && timeUnixUs >= bars.fromUnixUs && timeUnixUs < bars.untilUnixUs) {
      add(barCounts, Math.floor((timeUnixUs - bars.fromUnixUs) / bars.bucketUs), severity);
    }
    if (idsPerBucket !== undefined) add(stretchCounts, Math.floor(place / idsPerBucket), severity);
  }
  return {
    bySeverity,
    histogram: bars === null ? null : { ...bars, buckets: inOrder(barCounts) },
    outline: idsPerBucket === undefined ? null : inOrder(stretchCounts),
  };
}

/** Two summaries of ranges of ids that do not overlap, as one. */
export function addedUp(one: readonly SummaryBucket[], other: readonly SummaryBucket[]): SummaryBucket[] {
  const counts = new Map<number, SeverityCounts>();
  for (const { index, bySeverity } of [...one, ...other]) {
    for (const [severity, entries] of bySeverity.entries()) add(counts, index, severity, entries);
  }
  return inOrder(counts);
}

function add(counts: Map<number, SeverityCounts>, index: number, severity: number, entries = 1): void {
  const ofIndex = counts.get(index) ?? emptySeverityCounts();
  counts.set(index, ofIndex);
  ofIndex[severity] = (ofIndex[severity] ?? 0) + entries;
}

function inOrder(counts: Map<number, SeverityCounts>): SummaryBucket[] {
  return [...counts]
    .map(([index, bySeverity]) => ({ index, bySeverity }))
    .toSorted((a, b) => a.index - b.index);
}

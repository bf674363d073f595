import type { SummaryBucket } from '#contract/summary.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';

/** Counts by severity of numbered buckets; a bucket without an entry is not there. */
export type BucketCounts = Map<number, SeverityCounts>;

/** What a summary has counted so far. */
export interface SummaryTally {
  bySeverity: SeverityCounts;
  /** Bars of the histogram. */
  bars: BucketCounts;
  /** Buckets of the outline. */
  stretches: BucketCounts;
}

export function emptyTally(): SummaryTally {
  return { bySeverity: emptySeverityCounts(), bars: new Map(), stretches: new Map() };
}

export function addToCounts(counts: SeverityCounts, severity: number, entries: number): void {
  counts[severity] = (counts[severity] ?? 0) + entries;
}

export function addToBucket(buckets: BucketCounts, index: number, severity: number, entries: number): void {
  let counts = buckets.get(index);
  if (counts === undefined) {
    counts = emptySeverityCounts();
    buckets.set(index, counts);
  }
  addToCounts(counts, severity, entries);
}

/** As the contract wants them: in order of their numbers. */
export function toBuckets(buckets: BucketCounts): SummaryBucket[] {
  return [...buckets]
    .map(([index, bySeverity]) => ({ index, bySeverity }))
    .toSorted((a, b) => a.index - b.index);
}

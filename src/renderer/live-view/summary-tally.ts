import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { Summary, SummaryBucket } from '#contract/summary.ts';

/** Counts by place; a place without an entry is a hole. */
export type Buckets = readonly (SeverityCounts | undefined)[];

/** Matching entries by time: bucket `index` begins at `fromUnixUs + index * bucketUs`. */
export interface Histogram {
  readonly fromUnixUs: number;
  readonly bucketUs: number;
  /** Exclusive end of the range. A live histogram grows beyond it. */
  readonly untilUnixUs: number;
  readonly buckets: Buckets;
}

/** Matching entries by place in the log: bucket `index` has the ids from `index * idsPerBucket`. */
export interface Outline {
  readonly idsPerBucket: number;
  readonly buckets: Buckets;
}

/** What several answers about disjoint stretches of the log say together. */
export interface SummaryTally {
  readonly bySeverity: SeverityCounts;
  readonly lastId: number;
  readonly histogram: Histogram | null;
  readonly outline: Outline;
}

/** The outline has at most so many buckets; above, each two become one. As fine as the scrollbar of a high screen. */
const OUTLINE_BUCKETS = 2_048;

/** Ids per bucket for a log with that newest id: a power of two, so that buckets can be joined in pairs later. */
export function fittingIdsPerBucket(lastId: number): number {
  let idsPerBucket = 1;
  while (lastId / idsPerBucket >= OUTLINE_BUCKETS) idsPerBucket *= 2;
  return idsPerBucket;
}

export function tallyOf(summary: Summary, idsPerBucket: number): SummaryTally {
  const { histogram, outline } = summary;
  return {
    bySeverity: summary.bySeverity,
    lastId: summary.lastId,
    histogram: histogram === null ? null : { ...histogram, buckets: addBuckets([], histogram.buckets) },
    outline: roomy({ idsPerBucket, buckets: addBuckets([], outline ?? []) }),
  };
}

/** Adds the answer about another stretch, counted with the same axes. */
export function addSummary(tally: SummaryTally, summary: Summary): SummaryTally {
  const { histogram, outline } = tally;
  return {
    bySeverity: addCounts(tally.bySeverity, summary.bySeverity),
    lastId: Math.max(tally.lastId, summary.lastId),
    histogram:
      histogram === null
        ? null
        : { ...histogram, buckets: addBuckets(histogram.buckets, summary.histogram?.buckets ?? []) },
    outline: roomy({ ...outline, buckets: addBuckets(outline.buckets, summary.outline ?? []) }),
  };
}

export function addCounts(a: SeverityCounts, b: SeverityCounts): SeverityCounts {
  return a.map((count, severity) => count + (b[severity] ?? 0));
}

/** Entries of these severities. */
export function countOf(counts: SeverityCounts, severities: readonly Severity[]): number {
  let total = 0;
  for (const severity of severities) total += counts[severity] ?? 0;
  return total;
}

function addBuckets(buckets: Buckets, added: readonly SummaryBucket[]): Buckets {
  if (added.length === 0) return buckets;
  const sum = [...buckets];
  for (const { index, bySeverity } of added) {
    const present = sum[index];
    sum[index] = present === undefined ? bySeverity : addCounts(present, bySeverity);
  }
  return sum;
}

function roomy(outline: Outline): Outline {
  let { idsPerBucket, buckets } = outline;
  while (buckets.length > OUTLINE_BUCKETS) {
    const halved: (SeverityCounts | undefined)[] = Array.from({ length: Math.ceil(buckets.length / 2) });
    for (const [index, counts] of buckets.entries()) {
      if (counts === undefined) continue;
      const place = index >> 1;
      halved[place] = addCounts(halved[place] ?? emptySeverityCounts(), counts);
    }
    buckets = halved;
    idsPerBucket *= 2;
  }
  return { idsPerBucket, buckets };
}

import type { Severity } from '#contract/severity.ts';
import type { Outline } from '../summary-tally.ts';
import { countOf } from '../summary-tally.ts';

/**
 * How many of the shown entries come before any place in the log: the scrollbar's measure. Between two borders of the
 * outline the entries are taken to be spread evenly.
 */
export interface RankScale {
  readonly idsPerBucket: number;
  /** Newest entry that is counted. */
  readonly lastId: number;
  /** Shown entries before each bucket, and after the last one: one number more than there are buckets. */
  readonly before: readonly number[];
}

/** @param outline null: not known yet; then every entry is taken to be shown. */
export function rankScale(outline: Outline | null, lastId: number, shown: readonly Severity[]): RankScale {
  if (outline === null) return { idsPerBucket: lastId + 1, lastId, before: [0, lastId] };
  const { idsPerBucket, buckets } = outline;
  const before = [0];
  let sum = 0;
  for (let index = 0; index * idsPerBucket <= lastId; index += 1) {
    const bucket = buckets[index];
    if (bucket !== undefined) sum += countOf(bucket, shown);
    before.push(sum);
  }
  return { idsPerBucket, lastId, before };
}

export function totalOf({ before }: RankScale): number {
  return before.at(-1) ?? 0;
}

/** How many shown entries have a smaller id: 0 to all of them. */
export function rankAt(scale: RankScale, id: number): number {
  const { before, idsPerBucket, lastId } = scale;
  if (id > lastId) return totalOf(scale);
  const bucket = Math.max(0, Math.floor(id / idsPerBucket));
  const { fromId, untilId } = idsOf(scale, bucket);
  const inside = Math.max(0, id - fromId) / (untilId - fromId);
  const first = before[bucket] ?? 0;
  return first + inside * ((before[bucket + 1] ?? first) - first);
}

/** The place with so many shown entries before it: an id from 1 to the newest. */
export function idAt(scale: RankScale, rank: number): number {
  const { before, lastId } = scale;
  if (rank >= totalOf(scale)) return Math.max(1, lastId);
  const bucket = bucketOfRank(before, Math.max(0, rank));
  const { fromId, untilId } = idsOf(scale, bucket);
  const first = before[bucket] ?? 0;
  const inside = (Math.max(0, rank) - first) / ((before[bucket + 1] ?? first) - first);
  return Math.min(untilId - 1, fromId + Math.floor(inside * (untilId - fromId)));
}

/** The ids of a bucket. The first one has no entry 0, the last one ends with the newest entry. */
function idsOf({ idsPerBucket, lastId }: RankScale, bucket: number): { fromId: number; untilId: number } {
  const fromId = Math.max(1, bucket * idsPerBucket);
  return { fromId, untilId: Math.max(fromId + 1, Math.min((bucket + 1) * idsPerBucket, lastId + 1)) };
}

/** The bucket that holds the entry of this rank: the last one with no more entries before it. */
function bucketOfRank(before: readonly number[], rank: number): number {
  let low = 0;
  let high = before.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((before[middle] ?? 0) <= rank) low = middle;
    else high = middle;
  }
  return low;
}

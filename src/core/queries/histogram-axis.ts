import type { HistogramAxis } from '#contract/summary.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';

const SECOND_US = 1_000_000;
export const MINUTE_US = 60 * SECOND_US;
export const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;

/** Widths that people can count with; past the last one they double. */
const STEPS_US: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_US),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_US),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_US),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_US),
];

/** A time axis divided into bars: bar `index` begins at `fromUnixUs + index * bucketUs`. */
export interface TimeBars {
  fromUnixUs: number;
  bucketUs: number;
  /** Exclusive; need not be the end of a bar. */
  untilUnixUs: number;
}

/** The moments of the store's oldest entry (inclusive) and newest (exclusive); undefined: it has none. */
export function storeTimes(
  database: ReadableDatabase,
): { fromUnixUs: number; untilUnixUs: number } | undefined {
  const row = database
    .prepare<[], [number | null, number | null]>('SELECT min(oldest_us), max(newest_us) FROM sources')
    .raw()
    .get();
  const [oldest = null, newest = null] = row ?? [];
  return oldest === null || newest === null ? undefined : { fromUnixUs: oldest, untilUnixUs: newest + 1 };
}

/**
 * The bars that a histogram gets; null: its range is empty.
 * @param isWorthCounting - Whether bars finer than a minute are worth what they cost in this range. Asked where they would fit.
 */
export function resolveBars(
  axis: HistogramAxis,
  database: ReadableDatabase,
  { sinceUnixUs = 0, untilUnixUs = Number.MAX_SAFE_INTEGER }: CompiledQuery['times'],
  isWorthCounting: (fromUnixUs: number, untilUnixUs: number) => boolean,
): TimeBars | null {
  const store = storeTimes(database);
  if (axis.kind === 'fixed') {
    const { fromUnixUs, bucketUs } = axis;
    const until = axis.untilUnixUs ?? Math.max(store?.untilUnixUs ?? 0, fromUnixUs + 1);
    return until <= fromUnixUs ? null : { fromUnixUs, bucketUs, untilUnixUs: until };
  }
  const from = axis.fromUnixUs ?? (store && Math.max(sinceUnixUs, store.fromUnixUs));
  const until = axis.untilUnixUs ?? (store && Math.min(untilUnixUs, store.untilUnixUs));
  if (from === undefined || until === undefined || until <= from) return null;
  let bucketUs = fittingStep(from, until, axis.maxBuckets, SECOND_US);
  if (bucketUs < MINUTE_US && !isWorthCounting(from, until)) {
    bucketUs = fittingStep(from, until, axis.maxBuckets, MINUTE_US);
  }
  return { fromUnixUs: from - (from % bucketUs), bucketUs, untilUnixUs: until };
}

/** The finest step that divides the range into at most `maxBuckets` bars, of which the first begins at a multiple of the step. */
function fittingStep(fromUnixUs: number, untilUnixUs: number, maxBuckets: number, leastUs: number): number {
  const fits = (stepUs: number) =>
    Math.ceil(untilUnixUs / stepUs) - Math.floor(fromUnixUs / stepUs) <= maxBuckets;
  const known = STEPS_US.find((stepUs) => stepUs >= leastUs && fits(stepUs));
  if (known !== undefined) return known;
  let stepUs = 56 * DAY_US;
  // Ends when a step is longer than the time since 1970, at the latest.
  while (!fits(stepUs)) stepUs *= 2;
  return stepUs;
}

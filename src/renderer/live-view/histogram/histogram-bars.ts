import type { Severity, SeverityCounts } from '#contract/severity.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { TimeRange } from '../live-summary.ts';
import type { Buckets, Histogram } from '../summary-tally.ts';
import { shareAt } from './time-range.ts';

/** One bar: a stretch of time and how many of the shown entries lie in it. */
export interface HistogramBar extends TimeRange {
  /** 0 where the severity is not shown. */
  counts: SeverityCounts;
  total: number;
}

/** The bars of a histogram and the time that they stand for together. */
export interface BarRow {
  range: TimeRange;
  /** Of each bar. */
  barUs: number;
  /** Without holes, ascending. */
  bars: readonly HistogramBar[];
}

/** A log of a few seconds is not drawn as a few boards: it begins at the right and grows to the left. */
const FEWEST_BARS = 60;
/** Two pixels of bar and one of air. */
const NARROWEST_BAR_PX = 3;

/**
 * The bars to draw at that width. Buckets that would be too narrow are joined, always the same ones, so that bars do not
 * change their borders when the log grows.
 * @param isZoomed the range is what the user chose, not a pixel more.
 */
export function barRow(
  histogram: Histogram,
  shown: readonly Severity[],
  widthPx: number,
  isZoomed: boolean,
): BarRow {
  const { fromUnixUs, bucketUs, untilUnixUs, buckets } = histogram;
  const asked = Math.ceil((untilUnixUs - fromUnixUs) / bucketUs);
  const count = Math.max(1, asked, buckets.length);
  const lead = isZoomed ? 0 : Math.max(0, Math.min(FEWEST_BARS - count, Math.floor(fromUnixUs / bucketUs)));
  const joined = Math.max(1, Math.ceil(((count + lead) * NARROWEST_BAR_PX) / Math.max(1, widthPx)));
  const barUs = joined * bucketUs;
  const bars: HistogramBar[] = [];
  for (let first = -Math.ceil(lead / joined) * joined; first < count; first += joined) {
    bars.push(joinedBar(buckets, first, joined, fromUnixUs + first * bucketUs, barUs, shown));
  }
  return {
    range: {
      fromUnixUs: bars[0]?.fromUnixUs ?? fromUnixUs,
      untilUnixUs: bars.at(-1)?.untilUnixUs ?? untilUnixUs,
    },
    barUs,
    bars,
  };
}

function joinedBar(
  buckets: Buckets,
  first: number,
  joined: number,
  fromUnixUs: number,
  barUs: number,
  shown: readonly Severity[],
): HistogramBar {
  const counts = emptySeverityCounts();
  let total = 0;
  for (let index = Math.max(0, first); index < first + joined; index += 1) {
    const bucket = buckets[index];
    if (bucket === undefined) continue;
    for (const severity of shown) {
      const count = bucket[severity] ?? 0;
      counts[severity] = (counts[severity] ?? 0) + count;
      total += count;
    }
  }
  return { fromUnixUs, untilUnixUs: fromUnixUs + barUs, counts, total };
}

/** The number of the bar at that moment, or of the nearest. */
export function barIndexAt({ range, bars }: BarRow, unixUs: number): number {
  return Math.max(0, Math.min(bars.length - 1, Math.floor(shareAt(range, unixUs) * bars.length)));
}

/** The bars from the one index to the other, in either order, as one. */
export function barsTogether({ bars }: BarRow, oneIndex: number, otherIndex: number): HistogramBar {
  const counts = emptySeverityCounts();
  let total = 0;
  const chosen = bars.slice(Math.min(oneIndex, otherIndex), Math.max(oneIndex, otherIndex) + 1);
  for (const bar of chosen) {
    for (const [severity, count] of bar.counts.entries()) counts[severity] = (counts[severity] ?? 0) + count;
    total += bar.total;
  }
  return {
    fromUnixUs: chosen[0]?.fromUnixUs ?? 0,
    untilUnixUs: chosen.at(-1)?.untilUnixUs ?? 0,
    counts,
    total,
  };
}

export function mostEntriesOf({ bars }: BarRow): number {
  return bars.reduce((most, bar) => Math.max(most, bar.total), 0);
}

import type { TimeRange } from '../live-summary.ts';

/** The store counts by the second at the finest: less than ten bars show nothing. */
export const SHORTEST_ZOOM_US = 10_000_000;

export function spanUs({ fromUnixUs, untilUnixUs }: TimeRange): number {
  return untilUnixUs - fromUnixUs;
}

/** How far along the range a moment lies: 0 at its beginning, 1 at its end, beyond both where it lies outside. */
export function shareAt(range: TimeRange, unixUs: number): number {
  const span = spanUs(range);
  return span <= 0 ? 0 : (unixUs - range.fromUnixUs) / span;
}

/** The moment at that share of the range, to the microsecond. */
export function unixUsAt(range: TimeRange, share: number): number {
  return Math.round(range.fromUnixUs + share * spanUs(range));
}

/**
 * The range `factor` times as long (below 1: zooms in) in which `aroundUnixUs` keeps its place, inside `whole`.
 * @returns null when that is the whole.
 */
export function zoomedRange(
  range: TimeRange,
  whole: TimeRange,
  aroundUnixUs: number,
  factor: number,
): TimeRange | null {
  const span = Math.round(Math.max(SHORTEST_ZOOM_US, spanUs(range) * factor));
  if (span >= spanUs(whole)) return null;
  const share = Math.min(1, Math.max(0, shareAt(range, aroundUnixUs)));
  const wanted = Math.round(aroundUnixUs - share * span);
  const from = Math.min(whole.untilUnixUs - span, Math.max(whole.fromUnixUs, wanted));
  return { fromUnixUs: from, untilUnixUs: from + span };
}

/** What of `range` lies inside `whole`, at least as long as can be shown. null: that is the whole. */
export function rangeInside(range: TimeRange, whole: TimeRange): TimeRange | null {
  const middle = (range.fromUnixUs + range.untilUnixUs) / 2;
  const span = Math.max(SHORTEST_ZOOM_US, spanUs(range));
  return zoomedRange(
    { fromUnixUs: Math.round(middle - span / 2), untilUnixUs: Math.round(middle + span / 2) },
    whole,
    middle,
    1,
  );
}

import type { TimeZone } from '../../formats.ts';
import { fromDateTimeInput, isoTimeParts } from '../../formats.ts';

export type QuickRange = 'hour' | 'today' | 'day' | 'week' | 'all';

const HOUR_MS = 3_600_000;

/** Where a range that ends now begins, to the second; null: no beginning. */
export function rangeSince(range: QuickRange, nowMs: number, zone: TimeZone): number | null {
  switch (range) {
    case 'hour':
      return toSecondUs(nowMs - HOUR_MS);
    case 'today':
      return toSecondUs(startOfDayMs(nowMs, zone));
    case 'day':
      return toSecondUs(nowMs - 24 * HOUR_MS);
    case 'week':
      return toSecondUs(nowMs - 7 * 24 * HOUR_MS);
    case 'all':
      return null;
  }
}

function startOfDayMs(nowMs: number, zone: TimeZone): number {
  const { day } = isoTimeParts(nowMs * 1_000, zone);
  return (fromDateTimeInput(`${day}T00:00:00`, zone) ?? 0) / 1_000;
}

/** The inputs show seconds: what is asked for must be what is shown. */
function toSecondUs(unixMs: number): number {
  return Math.floor(unixMs / 1_000) * 1_000_000;
}

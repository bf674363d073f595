import type { TimeZone } from '../../formats.ts';
import type { TimeRange } from '../live-summary.ts';
import { shareAt, spanUs } from './time-range.ts';
import { clockUsAt, nextOnClock, unixUsOfClock } from './zone-clock.ts';

/** A mark on the time axis. */
export interface TimeTick {
  unixUs: number;
  /** What the zone's clocks show there; see `clockUsAt`. */
  clockUs: number;
  /** How finely it is to be named. */
  unit: 'second' | 'minute' | 'day' | 'month' | 'year';
}

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;
/** 1970-01-05 was a Monday: steps of weeks begin with one. */
const FIRST_MONDAY_US = 4 * DAY_US;

const CLOCK_STEPS_US = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_US),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_US),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_US),
  ...[1, 2, 7, 14].map((days) => days * DAY_US),
];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const SHORTEST_MONTH_US = 28 * DAY_US;

/**
 * Marks at round times of the zone's clocks: midnights, full hours, never nearer to each other than `leastSpacingPx`
 * and as many as that allows. Ascending.
 */
export function timeTicks(
  range: TimeRange,
  widthPx: number,
  leastSpacingPx: number,
  zone: TimeZone,
): TimeTick[] {
  if (widthPx <= 0 || spanUs(range) <= 0) return [];
  const leastUs = (leastSpacingPx / widthPx) * spanUs(range);
  const step = CLOCK_STEPS_US.find((each) => each >= leastUs);
  const ticks = step === undefined ? monthTicks(range, leastUs, zone) : clockTicks(range, step, zone);
  return withoutCrowded(ticks, range, widthPx, leastSpacingPx);
}

function clockTicks(range: TimeRange, stepUs: number, zone: TimeZone): TimeTick[] {
  const origin = stepUs >= 7 * DAY_US ? FIRST_MONDAY_US : 0;
  const ticks: TimeTick[] = [];
  let unixUs = nextOnClock(range.fromUnixUs, stepUs, origin, zone);
  while (unixUs < range.untilUnixUs) {
    const clockUs = clockUsAt(unixUs, zone);
    const isDay = stepUs >= DAY_US || clockUs % DAY_US === 0;
    ticks.push({ unixUs, clockUs, unit: isDay ? 'day' : stepUs < MINUTE_US ? 'second' : 'minute' });
    unixUs = nextOnClock(unixUs + 1, stepUs, origin, zone);
  }
  return ticks;
}

function monthTicks(range: TimeRange, leastUs: number, zone: TimeZone): TimeTick[] {
  const longest = MONTH_STEPS.at(-1) ?? 1;
  const step = MONTH_STEPS.find((months) => months * SHORTEST_MONTH_US >= leastUs) ?? longest;
  const first = new Date(clockUsAt(range.fromUnixUs, zone) / 1_000);
  const firstMonth = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const ticks: TimeTick[] = [];
  for (let month = Math.floor(firstMonth / step) * step; ; month += step) {
    const clockUs = Date.UTC(Math.floor(month / 12), month % 12) * 1_000;
    const unixUs = unixUsOfClock(clockUs, zone);
    if (unixUs >= range.untilUnixUs) return ticks;
    if (unixUs >= range.fromUnixUs) {
      ticks.push({ unixUs, clockUs, unit: month % 12 === 0 ? 'year' : 'month' });
    }
  }
}

/** Steps are even on the clock; where it is put back or forward, two marks may come too near. */
function withoutCrowded(
  ticks: readonly TimeTick[],
  range: TimeRange,
  widthPx: number,
  leastSpacingPx: number,
): TimeTick[] {
  const kept: TimeTick[] = [];
  let lastPx = Number.NEGATIVE_INFINITY;
  for (const tick of ticks) {
    const px = shareAt(range, tick.unixUs) * widthPx;
    if (px - lastPx < leastSpacingPx - 1) continue;
    kept.push(tick);
    lastPx = px;
  }
  return kept;
}

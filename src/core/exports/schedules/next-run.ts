import type { ExportTrigger } from '#contract/export-schedule.ts';

/** A trigger that goes by the clock. */
export type IntervalTrigger = Extract<ExportTrigger, { kind: 'interval' }>;

/** How far the clocks of a place are ahead of UTC at a moment: microseconds, negative west of Greenwich. */
export type ZoneOffset = (unixUs: number) => number;

const MINUTE_US = 60_000_000;
const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;
const UNIT_US = { minutes: MINUTE_US, hours: HOUR_US, days: DAY_US } as const;

/** Clocks that are put forward or back within so long are noticed. No place has ever put them twice in so short a time. */
const SEARCH_STEP_US = 6 * HOUR_US;
/** No clock is further from UTC than 14 hours, so within two such days before a clock time nothing comes before it. */
const NEAR_US = 2 * DAY_US;

/** The zone of this process, as the system or TZ says it. */
export function localOffset(unixUs: number): number {
  return -new Date(unixUs / 1000).getTimezoneOffset() * MINUTE_US;
}

export interface PlannedRun {
  /** In whose day (local) the counting begins. */
  anchorUnixUs: number;
  nowUnixUs: number;
  /** The run that was planned last; null: there was none. */
  lastPlannedUnixUs: number | null;
}

/**
 * When a trigger by the clock is due next: always later than now. Intervals are steps of the clock on the wall, counted from `at` on
 * the anchor's day: every six hours from 07:00 means 07:00, 13:00, 19:00 and 01:00 in summer and in winter.
 * Clocks put forward: what falls into the hour that does not exist is due at its end. Clocks put back: of the hour that comes twice
 * the first one counts, except for intervals that are no longer than that hour, which go on through both.
 * A system clock set back does not bring the same run again; one set back by more than an interval does not hold up the runs.
 */
export function nextRun(
  trigger: IntervalTrigger,
  { anchorUnixUs, nowUnixUs, lastPlannedUnixUs }: PlannedRun,
  offsetAt: ZoneOffset = localOffset,
): number {
  const grid = gridOf(trigger, anchorUnixUs, offsetAt);
  const next = firstRunFrom(grid, nowUnixUs + 1, offsetAt);
  return next === lastPlannedUnixUs ? firstRunFrom(grid, next + 1, offsetAt) : next;
}

/** Clock times as if they were UTC: `first` and every `step` before and after it. */
interface ClockGrid {
  first: number;
  step: number;
}

function gridOf(
  { every, unit, at = '00:00' }: IntervalTrigger,
  anchorUs: number,
  offsetAt: ZoneOffset,
): ClockGrid {
  const clock = anchorUs + offsetAt(anchorUs);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const midnight = Math.floor(clock / DAY_US) * DAY_US;
  return { first: midnight + hours * HOUR_US + minutes * MINUTE_US, step: every * UNIT_US[unit] };
}

function firstRunFrom(grid: ClockGrid, earliestUs: number, offsetAt: ZoneOffset): number {
  let fromUs = earliestUs;
  for (;;) {
    const offset = offsetAt(fromUs);
    const clock = grid.first + Math.ceil((fromUs + offset - grid.first) / grid.step) * grid.step;
    const atUs = clock - offset;
    if (atUs - fromUs > 2 * NEAR_US) {
      fromUs = atUs - NEAR_US;
      continue;
    }
    const change = firstChange(fromUs, atUs, offsetAt);
    if (change === undefined) {
      if (!isRepetition(grid, atUs, offsetAt)) return atUs;
      fromUs = atUs + 1;
    } else if (clock < change + offsetAt(change)) return change;
    else fromUs = change;
  }
}

/** The first moment after `fromUs`, and not after `untilUs`, at which the clocks are put forward or back. */
function firstChange(fromUs: number, untilUs: number, offsetAt: ZoneOffset): number | undefined {
  const offset = offsetAt(fromUs);
  let same = fromUs;
  while (same < untilUs) {
    const step = Math.min(same + SEARCH_STEP_US, untilUs);
    if (offsetAt(step) !== offset) return changeBetween(same, step, offsetAt);
    same = step;
  }
  return undefined;
}

function changeBetween(beforeUs: number, afterUs: number, offsetAt: ZoneOffset): number {
  const offset = offsetAt(beforeUs);
  let before = beforeUs;
  let after = afterUs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** Whether the clocks showed this time a moment ago already, and the interval is too long to run twice. */
function isRepetition({ step }: ClockGrid, atUs: number, offsetAt: ZoneOffset): boolean {
  const before = offsetAt(atUs - DAY_US);
  const repeated = before - offsetAt(atUs);
  return repeated > 0 && step > repeated && offsetAt(atUs - repeated) === before;
}

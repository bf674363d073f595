import { nextRun, type ZoneOffset } from './next-run.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** What does not go by the clock and stands still is tried again after so long. */
const RETRY_US = 600_000_000;
/** Neither settling (at most an hour) nor waiting for the next try takes so long. */
const LONGEST_WAIT_US = 7_200_000_000;

type Planned = Pick<ScheduleRecord, 'trigger' | 'anchorUnixUs' | 'nextRunAtUnixUs'>;

/** When a recurring export that runs now is due again; null: when something is logged. */
export function planAfterRun(schedule: Planned, nowUnixUs: number, offsetAt: ZoneOffset): number | null {
  const { trigger, anchorUnixUs, nextRunAtUnixUs } = schedule;
  if (trigger.kind !== 'interval') return null;
  return nextRun(trigger, { anchorUnixUs, nowUnixUs, lastPlannedUnixUs: nextRunAtUnixUs }, offsetAt);
}

/** When a recurring export whose batch stands still is tried again. */
export function planRetry(schedule: Planned, nowUnixUs: number, offsetAt: ZoneOffset): number {
  return planAfterRun(schedule, nowUnixUs, offsetAt) ?? nowUnixUs + RETRY_US;
}

/**
 * When a recurring export is really due, where the system's clock or zone was another one when that was planned; undefined: as it
 * stands. What is due already stays so.
 */
export function correctedPlan(
  schedule: Planned,
  nowUnixUs: number,
  offsetAt: ZoneOffset,
): number | undefined {
  const { trigger, nextRunAtUnixUs: planned } = schedule;
  if (planned !== null && planned <= nowUnixUs) return undefined;
  if (trigger.kind !== 'interval') {
    return planned !== null && planned - nowUnixUs > LONGEST_WAIT_US ? nowUnixUs : undefined;
  }
  const next = planAfterRun({ ...schedule, nextRunAtUnixUs: null }, nowUnixUs, offsetAt);
  if (next === null || planned === next) return undefined;
  // After a clock was set back a little, the run that has been is left out.
  const isSecond = planned === planAfterRun({ ...schedule, nextRunAtUnixUs: next }, nowUnixUs, offsetAt);
  return isSecond ? undefined : next;
}

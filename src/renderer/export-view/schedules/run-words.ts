import type { ExportSchedule } from '#contract/export-schedule.ts';
import type { TimeZone } from '../../formats.ts';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { dayWords } from './day-words.ts';

const words = texts.schedules;

/** When it runs next, where that is known: at most one part of a line. */
export function nextRunWords(
  { isEnabled, nextRunAtUnixUs }: ExportSchedule,
  nowUnixUs: number,
  zone: TimeZone,
): string[] {
  if (!isEnabled || nextRunAtUnixUs === null) return [];
  // One that is due runs within the next moments: its time would be one that has passed.
  return [words.next(dayWords(Math.max(nextRunAtUnixUs, nowUnixUs), nowUnixUs, zone))];
}

/** When it ran last, and what came of it. */
export function lastRunWords({ lastRun }: ExportSchedule, nowUnixUs: number, zone: TimeZone): string {
  if (lastRun === null) return words.neverRun;
  const { outcome, batchId } = lastRun;
  const result =
    batchId === null || outcome === 'nothing-new'
      ? words.outcomes[outcome]
      : words.outcomeOf(words.outcomes[outcome], batchId);
  return words.lastRun(dayWords(lastRun.atUnixUs, nowUnixUs, zone), result);
}

/** How many entries the next batch would hold, where they were counted: at most one part of a line. */
export function waitingWords({ waitingEntries }: ExportSchedule): string[] {
  return waitingEntries === null ? [] : [words.waiting(waitingEntries, formatCount(waitingEntries))];
}

import type { ExportSchedule, ExportTrigger } from '#contract/export-schedule.ts';
import { severityName } from '#contract/severity.ts';
import { visibleText } from '#core/queries/visible-text.ts';
import { alignedColumns } from '../command-line/aligned-columns.ts';
import { localTime } from '../command-line/local-time.ts';
import { requestLines } from './request-text.ts';

/** When a recurring export runs, in words. */
export function triggerText(trigger: ExportTrigger): string {
  switch (trigger.kind) {
    case 'interval':
      return intervalText(trigger);
    case 'entries':
      return trigger.entries === 1
        ? 'after each new entry'
        : `after every ${count(trigger.entries)} new entries`;
    case 'first-error':
      return `at the first ${severityName(trigger.severity)} or worse after ${minutes(trigger.quietMinutes)} of quiet`;
    case 'error-burst':
      return `at ${count(trigger.errors)} entries of ${severityName(trigger.severity)} or worse within ${minutes(trigger.withinMinutes)}`;
    case 'start':
      return 'at each start of Hydrant';
  }
}

/** Recurring exports as people read them: one line each. */
export function scheduleListText(schedules: readonly ExportSchedule[]): string {
  if (schedules.length === 0) return 'There is no recurring export\n';
  const rows = schedules.map((schedule) => [
    visibleText(schedule.name),
    triggerText(schedule.trigger),
    nextText(schedule, 'next '),
    schedule.waitingEntries === null ? '' : `${count(schedule.waitingEntries)} waiting`,
    lastText(schedule, 'last '),
  ]);
  return `${alignedColumns(rows).join('\n')}\n`;
}

/** Everything that is known of a recurring export, as people read it. */
export function scheduleText(schedule: ExportSchedule): string {
  const { trigger, waitingEntries } = schedule;
  const isRule = trigger.kind === 'first-error' || trigger.kind === 'error-burst';
  const lines = [
    `Name       ${visibleText(schedule.name)}`,
    `Runs       ${triggerText(trigger)}`,
    ...(isRule ? [`Waits      ${count(trigger.settleSeconds)} s, for what follows`] : []),
    ...(trigger.kind === 'interval' && !trigger.runsMissedAtStart
      ? ['Missed     a run that was missed is not made up for']
      : []),
    `Next       ${nextText(schedule, '')}`,
    `Last       ${lastText(schedule, '')}`,
    `Exported   up to entry ${count(schedule.coveredToId)} of the store`,
    ...(waitingEntries === null ? [] : [`Waiting    ${count(waitingEntries)} entries`]),
    ...requestLines(schedule.request),
  ];
  return `${lines.join('\n')}\n`;
}

function intervalText({ every, unit, at }: Extract<ExportTrigger, { kind: 'interval' }>): string {
  const interval = every === 1 ? `every ${unit.slice(0, -1)}` : `every ${count(every)} ${unit}`;
  if (at === undefined) return interval;
  return unit === 'days' ? `${interval} at ${at}` : `${interval}, counted from ${at}`;
}

function nextText({ isEnabled, nextRunAtUnixUs }: ExportSchedule, before: string): string {
  if (!isEnabled) return 'off';
  return nextRunAtUnixUs === null ? 'on' : before + toSeconds(nextRunAtUnixUs);
}

function lastText({ lastRun }: ExportSchedule, before: string): string {
  if (lastRun === null) return 'has not run yet';
  const batch = lastRun.batchId === null ? '' : `, batch #${String(lastRun.batchId)}`;
  return `${before}${toSeconds(lastRun.atUnixUs)}: ${lastRun.outcome.replace('-', ' ')}${batch}`;
}

function toSeconds(unixUs: number): string {
  return localTime(unixUs).slice(0, 19).replace('T', ' ');
}

function minutes(value: number): string {
  return value === 1 ? 'one minute' : `${count(value)} minutes`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

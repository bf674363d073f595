import type { ExportTrigger } from '#contract/export-schedule.ts';
import { severityName } from '#contract/severity.ts';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';

/** When a recurring export runs: "every day at 07:00". */
export function triggerWords(trigger: ExportTrigger): string {
  const words = texts.schedules.triggers;
  switch (trigger.kind) {
    case 'interval':
      return intervalWords(trigger);
    case 'entries':
      return words.entries(trigger.entries, formatCount(trigger.entries));
    case 'first-error':
      return words.firstError(
        severityName(trigger.severity),
        trigger.quietMinutes,
        formatCount(trigger.quietMinutes),
      );
    case 'error-burst':
      return words.errorBurst(
        formatCount(trigger.errors),
        severityName(trigger.severity),
        trigger.withinMinutes,
        formatCount(trigger.withinMinutes),
      );
    case 'start':
      return words.start;
  }
}

function intervalWords({ every, unit, at }: Extract<ExportTrigger, { kind: 'interval' }>): string {
  const words = texts.schedules.triggers;
  const interval = words.every(every, formatCount(every), unit);
  if (unit === 'days') return words.at(interval, at ?? '00:00');
  return at === undefined ? interval : words.from(interval, at);
}

import type { ExportTrigger } from '#contract/export-schedule.ts';
import { exportTriggerSchema } from '#contract/export-schedule.ts';
import type { Severity } from '#contract/severity.ts';
import { wholeNumber } from './typed-number.ts';

/** How often a recurring export runs, as it is being typed: numbers are text, and of each kind of trigger all fields are kept. */
export interface Recurrence {
  name: string;
  kind: ExportTrigger['kind'];
  every: string;
  unit: 'minutes' | 'hours' | 'days';
  /** `07:30`; '': midnight. */
  at: string;
  runsMissed: boolean;
  entries: string;
  severity: Severity;
  quietMinutes: string;
  errors: string;
  withinMinutes: string;
  settleSeconds: number;
  startsAt: 'beginning' | 'now';
  isEnabled: boolean;
  /** The recurring export that is changed; null: a new one. */
  editing: string | null;
}

/** Every day at seven, once it has a name. */
export const NO_RECURRENCE: Recurrence = {
  name: '',
  kind: 'interval',
  every: '1',
  unit: 'days',
  at: '07:00',
  runsMissed: true,
  entries: '100000',
  severity: 3,
  quietMinutes: '60',
  errors: '10',
  withinMinutes: '5',
  settleSeconds: 10,
  startsAt: 'beginning',
  isEnabled: true,
  editing: null,
};

/** The trigger that is meant; null while a number is missing or out of its range. */
export function triggerOf(recurrence: Recurrence): ExportTrigger | null {
  const parsed = exportTriggerSchema.safeParse(candidateOf(recurrence));
  return parsed.success ? parsed.data : null;
}

function candidateOf(recurrence: Recurrence): unknown {
  const { kind, unit, at, severity, settleSeconds } = recurrence;
  switch (kind) {
    case 'interval':
      return {
        kind,
        every: wholeNumber(recurrence.every),
        unit,
        ...(at === '' ? {} : { at }),
        runsMissedAtStart: recurrence.runsMissed,
      };
    case 'entries':
      return { kind, entries: wholeNumber(recurrence.entries) };
    case 'first-error':
      return { kind, severity, quietMinutes: wholeNumber(recurrence.quietMinutes), settleSeconds };
    case 'error-burst':
      return {
        kind,
        severity,
        errors: wholeNumber(recurrence.errors),
        withinMinutes: wholeNumber(recurrence.withinMinutes),
        settleSeconds,
      };
    case 'start':
      return { kind };
  }
}

/** The fields that show a trigger; those of other kinds stay as they are. */
export function recurrenceOfTrigger(trigger: ExportTrigger): Partial<Recurrence> {
  switch (trigger.kind) {
    case 'interval':
      return {
        kind: trigger.kind,
        every: String(trigger.every),
        unit: trigger.unit,
        at: trigger.at ?? '',
        runsMissed: trigger.runsMissedAtStart,
      };
    case 'entries':
      return { kind: trigger.kind, entries: String(trigger.entries) };
    case 'first-error':
      return {
        kind: trigger.kind,
        severity: trigger.severity,
        quietMinutes: String(trigger.quietMinutes),
        settleSeconds: trigger.settleSeconds,
      };
    case 'error-burst':
      return {
        kind: trigger.kind,
        severity: trigger.severity,
        errors: String(trigger.errors),
        withinMinutes: String(trigger.withinMinutes),
        settleSeconds: trigger.settleSeconds,
      };
    case 'start':
      return { kind: trigger.kind };
  }
}

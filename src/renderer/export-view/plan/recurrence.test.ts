import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportTrigger } from '#contract/export-schedule.ts';
import { exportTriggerSchema } from '#contract/export-schedule.ts';
import { NO_RECURRENCE, recurrenceOfTrigger, triggerOf } from './recurrence.ts';

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const severity = fc.integer({ min: 0, max: 7 });
const minutes = fc.integer({ min: 1, max: 100_000 });
const settleSeconds = fc.integer({ min: 0, max: 3_600 });
const trigger: fc.Arbitrary<ExportTrigger> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('interval' as const),
      every: fc.integer({ min: 1, max: 10_000 }),
      unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const),
      at: clock,
      runsMissedAtStart: fc.boolean(),
    },
    { requiredKeys: ['kind', 'every', 'unit', 'runsMissedAtStart'] },
  ),
  fc.record({ kind: fc.constant('entries' as const), entries: fc.integer({ min: 1, max: 1_000_000_000 }) }),
  fc.record({ kind: fc.constant('first-error' as const), severity, quietMinutes: minutes, settleSeconds }),
  fc.record({
    kind: fc.constant('error-burst' as const),
    severity,
    errors: fc.integer({ min: 2, max: 1_000_000 }),
    withinMinutes: minutes,
    settleSeconds,
  }),
  fc.constant({ kind: 'start' as const }),
);

it('shows every trigger so that it is the same when it is saved again', () => {
  fc.assert(
    fc.property(trigger, (given) => {
      expect(exportTriggerSchema.parse(given)).toEqual(given);
      expect(triggerOf({ ...NO_RECURRENCE, ...recurrenceOfTrigger(given) })).toEqual(given);
    }),
  );
});

it.each([
  { every: '' },
  { every: '0' },
  { every: '1.5' },
  { every: '10001' },
  { at: '25:00' },
  { kind: 'entries' as const, entries: '0' },
  { kind: 'first-error' as const, quietMinutes: 'x' },
  { kind: 'error-burst' as const, errors: '1' },
  { kind: 'error-burst' as const, withinMinutes: '' },
])('is no trigger with %j', (changes) => {
  expect(triggerOf({ ...NO_RECURRENCE, ...changes })).toBeNull();
});

it('does not mind what the fields of other triggers say', () => {
  expect(triggerOf({ ...NO_RECURRENCE, kind: 'start', every: '', entries: 'x' })).toEqual({ kind: 'start' });
});

it('counts intervals from midnight where no time is given', () => {
  expect(triggerOf({ ...NO_RECURRENCE, at: '' })).not.toHaveProperty('at');
});

import { expect, it } from 'vitest';
import type { ExportTrigger } from '#contract/export-schedule.ts';
import { triggerWords } from './trigger-words.ts';

const INTERVAL = { kind: 'interval', every: 1, runsMissedAtStart: true } as const;

it.each<[ExportTrigger, string]>([
  [{ ...INTERVAL, unit: 'days', at: '07:00' }, 'every day at 07:00'],
  [{ ...INTERVAL, unit: 'days' }, 'every day at 00:00'],
  [{ ...INTERVAL, unit: 'days', every: 7, at: '07:00' }, 'every 7 days at 07:00'],
  [{ ...INTERVAL, unit: 'hours' }, 'every hour'],
  [{ ...INTERVAL, unit: 'hours', every: 6, at: '00:30' }, 'every 6 hours, counted from 00:30'],
  [{ ...INTERVAL, unit: 'minutes', every: 15 }, 'every 15 minutes'],
  [{ kind: 'entries', entries: 1 }, 'after each new entry'],
  [{ kind: 'entries', entries: 100_000 }, 'after every 100,000 new entries'],
  [
    { kind: 'first-error', severity: 3, quietMinutes: 60, settleSeconds: 10 },
    'at the first error or worse after 60 quiet minutes',
  ],
  [
    { kind: 'error-burst', severity: 4, errors: 10, withinMinutes: 1, settleSeconds: 10 },
    'at 10 entries of warning or worse within one minute',
  ],
  [{ kind: 'start' }, 'at each start of Hydrant'],
])('says when %j runs', (trigger, words) => {
  expect(triggerWords(trigger)).toBe(words);
});

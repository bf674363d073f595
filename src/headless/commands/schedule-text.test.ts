import { expect, it } from 'vitest';
import { exportTriggerSchema } from '#contract/export-schedule.ts';
import { localTime } from '../command-line/local-time.ts';
import { scheduleDouble } from '../../../test/headless/schedule-double.ts';
import { scheduleListText, scheduleText, triggerText } from './schedule-text.ts';

it.each([
  [{ kind: 'interval', every: 1, unit: 'days', at: '07:30' }, 'every day at 07:30'],
  [{ kind: 'interval', every: 3, unit: 'days' }, 'every 3 days'],
  [{ kind: 'interval', every: 15, unit: 'minutes' }, 'every 15 minutes'],
  [{ kind: 'interval', every: 2, unit: 'hours', at: '00:10' }, 'every 2 hours, counted from 00:10'],
  [{ kind: 'entries', entries: 1 }, 'after each new entry'],
  [{ kind: 'entries', entries: 100_000 }, 'after every 100,000 new entries'],
  [{ kind: 'first-error', quietMinutes: 60 }, 'at the first error or worse after 60 minutes of quiet'],
  [
    { kind: 'error-burst', errors: 10, withinMinutes: 1, severity: 2 },
    'at 10 entries of critical or worse within one minute',
  ],
  [{ kind: 'start' }, 'at each start of Hydrant'],
])('says of %j: %s', (trigger, text) => {
  expect(triggerText(exportTriggerSchema.parse(trigger))).toBe(text);
});

const AT_UNIX_US = 1_795_339_501_000_000;
const AT = localTime(AT_UNIX_US).slice(0, 19).replace('T', ' ');

it('lists each on a line of its own', () => {
  const nightly = scheduleDouble({
    name: 'nightly\u001b[1m',
    nextRunAtUnixUs: AT_UNIX_US,
    waitingEntries: 1200,
    lastRun: { atUnixUs: AT_UNIX_US, outcome: 'nothing-new', batchId: null },
  });
  const off = scheduleDouble({
    name: 'a',
    isEnabled: false,
    trigger: { kind: 'start' },
    lastRun: { atUnixUs: AT_UNIX_US, outcome: 'exported', batchId: 12 },
  });
  expect(scheduleListText([nightly, off]).split('\n')).toEqual([
    `nightly␛[1m  every day at 07:30        next ${AT}  1,200 waiting  last ${AT}: nothing new`,
    `a            at each start of Hydrant  off                                      last ${AT}: exported, batch #12`,
    '',
  ]);
  expect(scheduleListText([])).toBe('There is no recurring export\n');
});

it('shows what one writes, when, and how far it has come', () => {
  expect(scheduleText(scheduleDouble({ coveredToId: 5000, waitingEntries: 7 })).split('\n')).toEqual([
    'Name       nightly',
    'Runs       every day at 07:30',
    'Next       on',
    'Last       has not run yet',
    'Exported   up to entry 5,000 of the store',
    'Waiting    7 entries',
    'Filter     --severity error',
    'Format     csv, gzip (.csv.gz): time,message',
    'Written    delimiter comma, line end crlf, times iso in UTC',
    'Redacts    ips',
    'Place      /exports, named {name}-{time}, a new file after 1,000 entries or 25.0 MB',
    '',
  ]);
  const rule = scheduleDouble({
    trigger: { kind: 'first-error', severity: 3, quietMinutes: 5, settleSeconds: 10 },
  });
  expect(scheduleText(rule)).toContain('Waits      10 s, for what follows\n');
});

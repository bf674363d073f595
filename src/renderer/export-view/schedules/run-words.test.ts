import { expect, it } from 'vitest';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { lastRunWords, nextRunWords, waitingWords } from './run-words.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0) * 1_000;
const HOUR_US = 3_600_000_000;

function schedule(changes: Partial<ExportSchedule>): ExportSchedule {
  return {
    isEnabled: true,
    nextRunAtUnixUs: null,
    lastRun: null,
    waitingEntries: null,
    ...changes,
  } as ExportSchedule;
}

it.each([
  [{ nextRunAtUnixUs: NOW + 19 * HOUR_US }, ['next tomorrow 07:00']],
  [{ nextRunAtUnixUs: NOW - HOUR_US }, ['next today 12:00']],
  [{ nextRunAtUnixUs: null }, []],
  [{ isEnabled: false, nextRunAtUnixUs: NOW }, []],
])('says when %j runs next', (changes, words) => {
  expect(nextRunWords(schedule(changes), NOW, 'utc')).toEqual(words);
});

it.each<[ExportSchedule['lastRun'], string]>([
  [null, 'Has not run yet'],
  [{ atUnixUs: NOW - HOUR_US, outcome: 'exported', batchId: 41 }, 'Last run today 11:00: exported as #41'],
  [
    { atUnixUs: NOW - 24 * HOUR_US, outcome: 'nothing-new', batchId: null },
    'Last run yesterday 12:00: nothing new',
  ],
  [{ atUnixUs: NOW, outcome: 'unfinished', batchId: 41 }, 'Last run today 12:00: not finished: #41'],
  [{ atUnixUs: NOW, outcome: 'failed', batchId: null }, 'Last run today 12:00: failed'],
])('says how the last run went: %j', (lastRun, words) => {
  expect(lastRunWords(schedule({ lastRun }), NOW, 'utc')).toBe(words);
});

it('says what waits, where that was counted', () => {
  expect(waitingWords(schedule({ waitingEntries: 1_234 }))).toEqual(['1,234 entries wait']);
  expect(waitingWords(schedule({ waitingEntries: 1 }))).toEqual(['1 entry waits']);
  expect(waitingWords(schedule({ waitingEntries: 0 }))).toEqual(['nothing waits']);
  expect(waitingWords(schedule({}))).toEqual([]);
});

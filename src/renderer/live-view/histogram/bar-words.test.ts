import { expect, it } from 'vitest';
import { barValueWords, intervalWords, timeFilterWords } from './bar-words.ts';
import type { ClockStyle } from './interval-words.ts';

const STYLE: ClockStyle = {
  zone: 'Europe/Berlin',
  locale: 'en',
  nowUnixUs: unixUs('2026-11-22T12:00:00Z'),
};

function unixUs(iso: string): number {
  return Date.parse(iso) * 1_000;
}

function rangeOf(fromIso: string, untilIso: string): { fromUnixUs: number; untilUnixUs: number } {
  return { fromUnixUs: unixUs(fromIso), untilUnixUs: unixUs(untilIso) };
}

const DAY = rangeOf('2026-11-22T06:00:00Z', '2026-11-22T18:00:00Z');
const WEEK = rangeOf('2026-11-16T06:00:00Z', '2026-11-22T18:00:00Z');
const BAR = rangeOf('2026-11-22T09:15:00Z', '2026-11-22T09:20:00Z');

it('says when, how many, and what is severe', () => {
  const bar = { ...BAR, counts: [0, 0, 0, 4, 1, 0, 307, 0], total: 312 };
  expect(barValueWords(bar, DAY, STYLE)).toBe('10:15 to 10:20, 312 entries, 4 errors, 1 warning');
  expect(barValueWords({ ...BAR, counts: [0, 0, 0, 0, 0, 0, 1, 0], total: 1 }, DAY, STYLE)).toBe(
    '10:15 to 10:20, 1 entry',
  );
  expect(barValueWords({ ...BAR, counts: [], total: 0 }, DAY, STYLE)).toBe('10:15 to 10:20, No entries');
});

it('says the day where the histogram has several, and only the day for a whole one', () => {
  expect(intervalWords(BAR, WEEK, STYLE)).toBe('Nov 22 10:15 to 10:20');
  expect(intervalWords(rangeOf('2026-11-20T23:00:00Z', '2026-11-21T23:00:00Z'), WEEK, STYLE)).toBe('Nov 21');
  expect(intervalWords(rangeOf('2026-11-20T22:00:00Z', '2026-11-20T23:00:00Z'), WEEK, STYLE)).toBe(
    'Nov 20 23:00 to Nov 21 00:00',
  );
  // The day with 25 hours is a day.
  const autumn = rangeOf('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
  expect(intervalWords(autumn, WEEK, STYLE)).toBe('Oct 25');
});

it('says seconds only where there are some', () => {
  const short = rangeOf('2026-11-22T09:15:05Z', '2026-11-22T09:15:10Z');
  expect(intervalWords(short, DAY, STYLE)).toBe('10:15:05 to 10:15:10');
});

it('writes a time filter as briefly as it can be understood', () => {
  const { fromUnixUs, untilUnixUs } = BAR;
  expect(timeFilterWords(fromUnixUs, untilUnixUs, STYLE)).toBe('10:15–10:20');
  expect(timeFilterWords(fromUnixUs, null, STYLE)).toBe('from 10:15');
  expect(timeFilterWords(null, untilUnixUs, STYLE)).toBe('until 10:20');
  expect(timeFilterWords(unixUs('2025-12-31T09:00:00Z'), untilUnixUs, STYLE)).toBe(
    'Dec 31, 2025 10:00–Nov 22 10:20',
  );
});

import { expect, it } from 'vitest';
import { dayWords } from './day-words.ts';

const NOW = Date.UTC(2026, 10, 22, 23, 30) * 1_000;
const at = (...time: [number, number, number, number, number]): number => Date.UTC(...time) * 1_000;

it.each([
  [at(2026, 10, 22, 18, 0), 'utc', 'today 18:00'],
  [at(2026, 10, 23, 7, 0), 'utc', 'tomorrow 07:00'],
  [at(2026, 10, 21, 7, 0), 'utc', 'yesterday 07:00'],
  [at(2026, 10, 24, 7, 0), 'utc', '2026-11-24 07:00'],
  [at(2025, 10, 22, 7, 5), 'utc', '2025-11-22 07:05'],
  // There it is the 23rd already.
  [at(2026, 10, 23, 7, 0), 'Europe/Berlin', 'today 08:00'],
  [at(2026, 10, 22, 18, 0), 'Europe/Berlin', 'yesterday 19:00'],
])('calls %d in %s %s', (unixUs, zone, words) => {
  expect(dayWords(unixUs, NOW, zone)).toBe(words);
});

it('names the days around a change of the clocks by their dates', () => {
  // Clocks in Berlin went back on 2026-10-25: that day has 25 hours.
  const now = at(2026, 9, 24, 10, 0);
  expect(dayWords(at(2026, 9, 25, 23, 0), now, 'Europe/Berlin')).toBe('2026-10-26 00:00');
  expect(dayWords(at(2026, 9, 25, 22, 30), now, 'Europe/Berlin')).toBe('tomorrow 23:30');
});

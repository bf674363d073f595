import { expect, it } from 'vitest';
import { deltaText, relativeText } from './list-times.ts';

const NOW = 1_763_800_000_000_000;
const SECOND = 1_000_000;

it.each([
  [0, '+0.000 s'],
  [1_204_000, '+1.204 s'],
  [59_999_400, '+59.999 s'],
  [-20_000, '\u22120.020 s'],
  [200 * SECOND, '+3 min 20 s'],
  [3_661 * SECOND, '+1 h 01 min'],
  [2 * 86_400 * SECOND + 3 * 3_600 * SECOND, '+2 d 03 h'],
])('says %i µs after the entry before as %s', (differenceUs, text) => {
  expect(deltaText(NOW, NOW + differenceUs)).toBe(text);
});

it.each([
  [0, 'now'],
  [9, 'now'],
  [-5, 'now'],
  [37, '30 s ago'],
  [60, '1 min ago'],
  [3_599, '59 min ago'],
  [7_300, '2 h ago'],
  [3 * 86_400, '3 d ago'],
  [-600, 'in the future'],
])('says %i s ago as %s', (seconds, text) => {
  expect(relativeText(NOW - seconds * SECOND, NOW)).toBe(text);
});

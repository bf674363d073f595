import { expect, it } from 'vitest';
import { localTime } from './local-time.ts';

it.each([
  ['Europe/Berlin', '2026-11-22T10:25:01.123456+01:00'],
  ['Asia/Kolkata', '2026-11-22T14:55:01.123456+05:30'],
  ['America/St_Johns', '2026-11-22T05:55:01.123456-03:30'],
  ['UTC', '2026-11-22T09:25:01.123456+00:00'],
])('writes the time of %s with its offset', (zone, expected) => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  expect(localTime(1_795_339_501_123_456)).toBe(expected);
  process.env['TZ'] = before ?? '';
  if (before === undefined) delete process.env['TZ'];
});

it('keeps the zeros of the microseconds', () => {
  expect(localTime(1_000_000_000_000_007)).toMatch(/\.000007/);
});

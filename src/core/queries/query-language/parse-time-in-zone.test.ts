import { expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';
import { parseTimeInZone } from './parse-time-in-zone.ts';

/** In Kolkata it is the next day already. */
const NOW = us('2026-11-22T20:30:15Z');

function us(iso: string): number {
  return Date.parse(iso) * 1000;
}

it.each([
  ['06:00', 'UTC', '2026-11-22T06:00:00Z'],
  ['06:00', 'Asia/Kolkata', '2026-11-23T00:30:00Z'],
  ['today', 'Asia/Kolkata', '2026-11-22T18:30:00Z'],
  ['yesterday 17:30', 'Europe/Berlin', '2026-11-21T16:30:00Z'],
  ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00:00Z'],
  ['2026-07-01T12:00:00.5', 'America/St_Johns', '2026-07-01T14:30:00.500Z'],
  ['2026-03-29 01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59Z'],
  ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
])('reads %s by the clocks of %s', (text, zone, expected) => {
  expect(new Date(parseTimeInZone(text, NOW, zone) / 1000)).toEqual(new Date(expected));
});

it.each([
  '2h ago',
  '-5min',
  'now',
  '@1795339501.25',
  '10:00Z',
  '2026-11-22 10:00+01:00',
  ' 2026-11-22T10:00 UTC ',
])('reads %s as the query language does, in every zone', (text) => {
  expect(parseTimeInZone(text, NOW, 'Asia/Kolkata')).toBe(parseTime(text, NOW));
});

it('keeps microseconds', () => {
  expect(parseTimeInZone('1970-01-02 00:00:00.123456', NOW, 'UTC')).toBe(86_400_123_456);
});

it.each(['', 'soon', '25:00', '2026-02-30', '1970-01-01 00:00'])('refuses %j east of Greenwich', (text) => {
  expect(() => parseTimeInZone(text, NOW, 'Asia/Kolkata')).toThrow(
    expect.objectContaining({ code: 'query.invalid' }),
  );
});

it('refuses a zone that there is not', () => {
  expect(() => parseTimeInZone('now', NOW, 'Mars/Olympus')).toThrow(
    expect.objectContaining({ code: 'request.invalid' }),
  );
});

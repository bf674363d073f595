import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const ORIGINAL_TIME_ZONE = process.env['TZ'];

afterEach(() => {
  if (ORIGINAL_TIME_ZONE === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ORIGINAL_TIME_ZONE;
});

/** What `text` means in `timeZone` when it is `now` there, as ISO 8601 in UTC, or undefined. */
function read(text: string, timeZone: string, now: string): string | undefined {
  process.env['TZ'] = timeZone;
  const unixUs = parseTime(text, Date.parse(now) * 1000);
  return unixUs === undefined ? undefined : new Date(unixUs / 1000).toISOString();
}

const NOW = '2026-11-22T12:00:00Z';

describe('parseTime', () => {
  it.each([
    ['now', '2026-11-22T12:00:00.000Z'],
    ['@1795339501', '2026-11-22T09:25:01.000Z'],
    ['2h ago', '2026-11-22T10:00:00.000Z'],
    ['2h', '2026-11-22T10:00:00.000Z'],
    ['-2h', '2026-11-22T10:00:00.000Z'],
    ['1h 30min ago', '2026-11-22T10:30:00.000Z'],
    ['1.5 Hours AGO', '2026-11-22T10:30:00.000Z'],
    ['1 day ago', '2026-11-21T12:00:00.000Z'],
    ['1w', '2026-11-15T12:00:00.000Z'],
    ['250ms ago', '2026-11-22T11:59:59.750Z'],
    ['today', '2026-11-21T23:00:00.000Z'],
    ['yesterday', '2026-11-20T23:00:00.000Z'],
    ['tomorrow 01:00', '2026-11-23T00:00:00.000Z'],
    ['yesterday 17:30', '2026-11-21T16:30:00.000Z'],
    ['yesterday 17:30 UTC', '2026-11-21T17:30:00.000Z'],
    ['06:00', '2026-11-22T05:00:00.000Z'],
    ['6:00', '2026-11-22T05:00:00.000Z'],
    ['23:59:59.5', '2026-11-22T22:59:59.500Z'],
    ['06:00Z', '2026-11-22T06:00:00.000Z'],
    ['2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['2026-11-22 09:25', '2026-11-22T08:25:00.000Z'],
    ['2026-11-22T09:25:01', '2026-11-22T08:25:01.000Z'],
    ['2026-11-22T09:25:01Z', '2026-11-22T09:25:01.000Z'],
    ['2026-11-22t09:25:01+05:30', '2026-11-22T03:55:01.000Z'],
    ['2026-11-22T09:25:01-0800', '2026-11-22T17:25:01.000Z'],
    ['2026-11-22T09:25:01 +02', '2026-11-22T07:25:01.000Z'],
    ['  2026-11-22  ', '2026-11-21T23:00:00.000Z'],
  ])('reads %s in Berlin at noon UTC', (text, expected) => {
    expect(read(text, 'Europe/Berlin', NOW)).toBe(expected);
  });

  it('keeps microseconds and cuts off what is finer', () => {
    const nowUnixUs = Date.parse(NOW) * 1000;
    expect(parseTime('2026-11-22T09:25:01.123456789Z', nowUnixUs)).toBe(1_795_339_501_123_456);
    expect(parseTime('@1795339501.123456789', nowUnixUs)).toBe(1_795_339_501_123_456);
    expect(parseTime('5us ago', nowUnixUs)).toBe(nowUnixUs - 5);
  });

  it.each([
    '',
    ' ',
    'noon',
    '5',
    '1795339501',
    '2h hence',
    'ago',
    'h ago',
    '2 fortnights ago',
    '-',
    '--2h',
    '@',
    '@-5',
    '24:00',
    '06:60',
    '06:00:60',
    '6',
    '06:0',
    '2026-02-29',
    '2026-13-01',
    '2026-11-31',
    '2026-11-22T',
    '0070-01-01',
    '1969-12-31T00:00Z',
    '100000w ago',
    'Z',
    '+01:00',
    '2026-11-2206:00',
    '06:00+24:00',
    'constructor',
    '2constructor',
    'x'.repeat(5000),
    ' '.repeat(5000),
  ])('refuses "%s"', (text) => {
    expect(read(text, 'Europe/Berlin', NOW)).toBeUndefined();
  });

  it('gives whole microseconds that can be stored, or nothing, for every text', () => {
    const pieces = [
      '2026',
      '-',
      '11',
      ':',
      '22',
      ' ',
      'T',
      'Z',
      '+',
      '.',
      '@',
      '99999999',
      'ago',
      'd',
      'h',
      'today',
      'x',
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (given, now) => {
        const unixUs = parseTime(given, now * 1_000_000);
        expect(unixUs === undefined || (Number.isSafeInteger(unixUs) && unixUs >= 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('where clocks are changed', () => {
  it('takes an hour that occurs twice as its first occurrence', () => {
    expect(read('2026-10-25 02:30', 'Europe/Berlin', NOW)).toBe('2026-10-25T00:30:00.000Z');
    expect(read('02:30', 'Europe/Berlin', '2026-10-25T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('moves a time that does not occur to after the gap', () => {
    expect(read('2026-03-29 02:30', 'Europe/Berlin', NOW)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('goes back whole calendar days over a change, and exact hours when asked for hours or days', () => {
    expect(read('yesterday 12:00', 'Europe/Berlin', '2026-10-25T23:30:00Z')).toBe('2026-10-25T11:00:00.000Z');
    expect(read('yesterday', 'Europe/Berlin', '2026-10-26T12:00:00Z')).toBe('2026-10-24T22:00:00.000Z');
    expect(read('24h ago', 'Europe/Berlin', '2026-10-25T12:00:00Z')).toBe('2026-10-24T12:00:00.000Z');
    expect(read('1d ago', 'America/New_York', '2026-03-08T12:00:00Z')).toBe('2026-03-07T12:00:00.000Z');
  });

  it('begins a day that has no midnight where it begins', () => {
    expect(read('2018-11-04', 'America/Sao_Paulo', NOW)).toBe('2018-11-04T03:00:00.000Z');
  });

  it('knows zones that are not whole hours off and days on the other side of the date line', () => {
    expect(read('today', 'Asia/Kathmandu', '2026-11-22T18:20:00Z')).toBe('2026-11-22T18:15:00.000Z');
    expect(read('today', 'Pacific/Kiritimati', '2026-11-22T12:00:00Z')).toBe('2026-11-22T10:00:00.000Z');
    expect(read('today +14:00', 'UTC', '2026-11-22T12:00:00Z')).toBe('2026-11-22T10:00:00.000Z');
    expect(read('yesterday 23:00', 'Pacific/Pago_Pago', '2026-11-22T10:59:00Z')).toBe(
      '2026-11-21T10:00:00.000Z',
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unixTimeFormatter, utcTimeFormatter, zonedTimeFormatter } from '../../times/time-formatter.ts';
import { isZonelessTime, parseExportedTime, parseUnixUs } from './exported-time.ts';

const LATEST_UNIX_US = 2 ** 52;
const times = fc.integer({ min: 0, max: LATEST_UNIX_US });

describe('parseExportedTime', () => {
  it('reads every time that an export writes in UTC', () => {
    const formatter = utcTimeFormatter();
    fc.assert(
      fc.property(times, (unixUs) => {
        expect(parseExportedTime(formatter.format(unixUs))).toBe(unixUs);
      }),
    );
  });

  it.each(['Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati'])(
    'reads every time that an export writes with the offset of %s',
    (zone) => {
      const formatter = zonedTimeFormatter(zone);
      fc.assert(
        fc.property(times, (unixUs) => {
          expect(parseExportedTime(formatter.format(unixUs))).toBe(unixUs);
        }),
      );
    },
  );

  it('reads every time in seconds since 1970', () => {
    const formatter = unixTimeFormatter();
    fc.assert(
      fc.property(times, (unixUs) => {
        expect(parseExportedTime(formatter.format(unixUs))).toBe(unixUs);
      }),
    );
  });

  it.each([
    ['2026-11-22T10:25:01.123456+01:00', 1_795_339_501_123_456],
    ['2026-11-22T04:25:01.123456-0500', 1_795_339_501_123_456],
    ['2026-11-22T09:25:01Z', 1_795_339_501_000_000],
    ['2026-11-22T09:25:01.5Z', 1_795_339_501_500_000],
    ['2026-11-22T09:25:01.123456789Z', 1_795_339_501_123_456],
    ['1970-01-01T00:00:00.000000Z', 0],
    ['1969-12-31T23:30:00-01:00', 1_800_000_000],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000_000],
    ['1795339501', 1_795_339_501_000_000],
    ['0', 0],
  ])('reads %s', (text, unixUs) => {
    expect(parseExportedTime(text)).toBe(unixUs);
  });

  it('takes a time without a zone as one of this machine’s clocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 86_400, max: 4_000_000_000 }), fc.nat(999), (seconds, milliseconds) => {
        const date = new Date(seconds * 1000 + milliseconds);
        const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
        const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':');
        const text = `${String(year)}-${pad(month)}-${pad(day)} ${clock}.${String(milliseconds).padStart(3, '0')}`;
        // Of an hour that clocks show twice, either is right.
        const read = new Date(parseExportedTime(text) / 1000);
        expect(read.toString().slice(0, 24)).toBe(date.toString().slice(0, 24));
        expect(read.getMilliseconds()).toBe(milliseconds);
      }),
    );
  });

  it.each([
    '',
    'yesterday',
    '2026-11-22',
    '22.11.2026 10:25',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T23:60:00Z',
    '2026-11-22T23:00:61Z',
    '1969-12-31T23:59:59Z',
    '2113-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '-5',
    '1e9',
    ' 2026-11-22T09:25:01Z',
    '1795339501123456',
  ])('refuses %j', (text) => {
    expect(parseExportedTime(text)).toBe(-1);
  });
});

describe('parseUnixUs', () => {
  it('reads whole microseconds and nothing else', () => {
    expect(parseUnixUs('1795339501123456')).toBe(1_795_339_501_123_456);
    for (const text of ['', '-1', '1.5', '99999999999999999', String(LATEST_UNIX_US + 1), 'x']) {
      expect(parseUnixUs(text)).toBe(-1);
    }
  });
});

describe('isZonelessTime', () => {
  it('knows a time that names no zone', () => {
    expect(isZonelessTime('2026-11-22 10:25:01.123')).toBe(true);
    for (const text of ['2026-11-22T10:25:01Z', '2026-11-22T10:25:01+01:00', '1795339501', 'x']) {
      expect(isZonelessTime(text)).toBe(false);
    }
  });
});

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

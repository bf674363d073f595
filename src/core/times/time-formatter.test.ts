import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeFormatter } from './time-formatter.ts';
import {
  spreadsheetTimeFormatter,
  unixTimeFormatter,
  utcTimeFormatter,
  zonedTimeFormatter,
} from './time-formatter.ts';

const at = (iso: string, microseconds = 0) => Date.parse(iso) * 1000 + microseconds;

const ZONES = [
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Monrovia',
  'Pacific/Apia',
  'UTC',
];
const LATEST_UNIX_US = Number.MAX_SAFE_INTEGER - 3_000_000;

describe('utcTimeFormatter', () => {
  it('writes times in any order with all six digits', () => {
    const formatter = utcTimeFormatter();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LATEST_UNIX_US }), fc.nat(3_000_000), (first, later) => {
        for (const unixUs of [first, first + later]) {
          const milliseconds = new Date(Math.floor(unixUs / 1000)).toISOString().slice(0, -1);
          const expected = `${milliseconds}${String(unixUs % 1000).padStart(3, '0')}Z`;
          expect(formatter.format(unixUs)).toBe(expected);
        }
      }),
    );
  });
});

describe('zonedTimeFormatter', () => {
  it.each([
    ['UTC', at('2026-11-22T09:15:00.123Z', 456), '2026-11-22T09:15:00.123456+00:00'],
    ['Europe/Berlin', at('2026-11-22T09:15:00Z'), '2026-11-22T10:15:00.000000+01:00'],
    ['Europe/Berlin', at('2026-07-22T23:15:00Z'), '2026-07-23T01:15:00.000000+02:00'],
    ['America/St_Johns', at('2026-01-01T00:00:00Z'), '2025-12-31T20:30:00.000000-03:30'],
    ['Asia/Kathmandu', at('2026-01-01T00:00:00Z'), '2026-01-01T05:45:00.000000+05:45'],
    ['Pacific/Chatham', at('2026-01-01T00:00:00Z'), '2026-01-01T13:45:00.000000+13:45'],
    ['Pacific/Chatham', at('2026-07-01T00:00:00Z'), '2026-07-01T12:45:00.000000+12:45'],
    ['UTC', 0, '1970-01-01T00:00:00.000000+00:00'],
  ])('in %s writes a moment with the offset of its day (%#)', (timeZone, unixUs, text) => {
    expect(zonedTimeFormatter(timeZone).format(unixUs)).toBe(text);
  });

  it('tells the hour that a clock shows twice apart by its offset', () => {
    const formatter = zonedTimeFormatter('Europe/Berlin');
    const change = at('2026-10-25T01:00:00Z');
    expect(formatter.format(change - 1)).toBe('2026-10-25T02:59:59.999999+02:00');
    expect(formatter.format(change)).toBe('2026-10-25T02:00:00.000000+01:00');
    expect(formatter.format(change - 1)).toBe('2026-10-25T02:59:59.999999+02:00');
  });

  it('leaves out the hour that a clock leaves out', () => {
    const change = at('2026-03-29T01:00:00Z');
    const formatter = zonedTimeFormatter('Europe/Berlin');
    expect(formatter.format(change - 1)).toBe('2026-03-29T01:59:59.999999+01:00');
    expect(formatter.format(change)).toBe('2026-03-29T03:00:00.000000+02:00');
  });

  it('writes the moment that was given, in any zone and order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(fc.nat(2_000_000_000), { minLength: 1 }),
        (timeZone, seconds) => {
          const formatter = zonedTimeFormatter(timeZone);
          for (const second of seconds) {
            const text = formatter.format(second * 1_000_000);
            expect(Date.parse(text.replace('.000000', ''))).toBe(second * 1000);
          }
        },
      ),
    );
  });
});

describe('spreadsheetTimeFormatter', () => {
  it.each([
    ['UTC', at('2026-11-22T09:15:00.123Z', 999), '2026-11-22 09:15:00.123'],
    ['Europe/Berlin', at('2026-10-25T00:30:00Z'), '2026-10-25 02:30:00.000'],
    ['Europe/Berlin', at('2026-10-25T01:30:00Z'), '2026-10-25 02:30:00.000'],
    ['Pacific/Chatham', at('2026-01-01T00:00:00.005Z'), '2026-01-01 13:45:00.005'],
    ['America/St_Johns', at('2026-01-01T00:00:00Z'), '2025-12-31 20:30:00.000'],
  ])('in %s writes what a clock on the wall showed (%#)', (timeZone, unixUs, text) => {
    expect(spreadsheetTimeFormatter(timeZone).format(unixUs)).toBe(text);
  });
});

describe('unixTimeFormatter', () => {
  it.each([
    [0, '0.000000'],
    [1, '0.000001'],
    [1_795_339_501_123_456, '1795339501.123456'],
    [1_795_339_501_000_000, '1795339501.000000'],
  ])('writes seconds with six decimals (%i)', (unixUs, text) => {
    expect(unixTimeFormatter().format(unixUs)).toBe(text);
  });
});

describe('every form', () => {
  const forms: readonly (readonly [string, (timeZone: string) => TimeFormatter])[] = [
    ['utc', utcTimeFormatter],
    ['zoned', zonedTimeFormatter],
    ['spreadsheet', spreadsheetTimeFormatter],
    ['unix', unixTimeFormatter],
  ];

  it.each(forms)('is the same as bytes and as text (%s)', (_, create) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(fc.integer({ min: 0, max: LATEST_UNIX_US }), { minLength: 1, maxLength: 20 }),
        (timeZone, moments) => {
          const [one, other] = [create(timeZone), create(timeZone)];
          for (const unixUs of moments.flatMap((moment) => [moment, moment + 1, moment])) {
            expect(Buffer.from(one.bytes(unixUs)).toString('latin1')).toBe(other.format(unixUs));
          }
        },
      ),
    );
  });

  it.each([
    ['zoned', zonedTimeFormatter],
    ['spreadsheet', spreadsheetTimeFormatter],
  ] as const)('refuses a zone that there is not (%s)', (_, create) => {
    expect(() => create('Mars/Olympus')).toThrow(
      expect.objectContaining({ code: 'request.invalid' }) as Error,
    );
  });
});

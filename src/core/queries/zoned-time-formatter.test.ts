import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ZonedTimeFormatter } from './zoned-time-formatter.ts';

const at = (iso: string, microseconds = 0) => Date.parse(iso) * 1000 + microseconds;

it.each([
  ['UTC', at('2026-11-22T09:15:00.123Z', 456), '2026-11-22T09:15:00.123456+00:00'],
  ['Europe/Berlin', at('2026-11-22T09:15:00Z'), '2026-11-22T10:15:00.000000+01:00'],
  ['Europe/Berlin', at('2026-07-22T23:15:00Z'), '2026-07-23T01:15:00.000000+02:00'],
  ['America/St_Johns', at('2026-01-01T00:00:00Z'), '2025-12-31T20:30:00.000000-03:30'],
  ['Asia/Kathmandu', at('2026-01-01T00:00:00Z'), '2026-01-01T05:45:00.000000+05:45'],
  ['UTC', 0, '1970-01-01T00:00:00.000000+00:00'],
])('in %s a moment is written with the offset of its day (%#)', (timeZone, unixUs, text) => {
  expect(new ZonedTimeFormatter(timeZone).format(unixUs)).toBe(text);
});

it('the hour that a clock shows twice is told apart by its offset', () => {
  const format = new ZonedTimeFormatter('Europe/Berlin');
  const change = at('2026-10-25T01:00:00Z');
  expect(format.format(change - 1)).toBe('2026-10-25T02:59:59.999999+02:00');
  expect(format.format(change)).toBe('2026-10-25T02:00:00.000000+01:00');
});

it('what is written is the moment that was given, in any zone and order', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'Africa/Monrovia',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  );
  fc.assert(
    fc.property(zones, fc.array(fc.nat(2_000_000_000), { minLength: 1 }), (timeZone, seconds) => {
      const format = new ZonedTimeFormatter(timeZone);
      for (const second of seconds) {
        expect(Date.parse(format.format(second * 1_000_000).replace('.000000', ''))).toBe(second * 1000);
      }
    }),
  );
});

it('a zone that there is not is refused', () => {
  expect(() => new ZonedTimeFormatter('Mars/Olympus')).toThrow(
    expect.objectContaining({ code: 'request.invalid' }) as Error,
  );
});

import { afterEach, describe, expect, it } from 'vitest';
import {
  chooseDateFormat,
  clockName,
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatFullTime,
  formatRate,
  formatShortCount,
  formatShortTime,
  fromDateTimeInput,
  isoTimeParts,
  timeParts,
  toDateTimeInput,
  zoneName,
} from './formats.ts';

const AT_UNIX_US = Date.UTC(2026, 10, 22, 16, 18, 12, 345) * 1_000 + 678;

describe('times', () => {
  it('have the same width and show milliseconds in a list', () => {
    expect(timeParts(AT_UNIX_US, 'utc')).toEqual({ day: '2026-11-22', time: '16:18:12.345' });
    expect(timeParts(0, 'utc')).toEqual({ day: '1970-01-01', time: '00:00:00.000' });
  });

  it('are complete to the microsecond and name their zone in details', () => {
    expect(formatFullTime(AT_UNIX_US, 'utc')).toBe('2026-11-22 16:18:12.345678 UTC');
  });

  it('reach to the end of what the contract lets through', () => {
    expect(timeParts(Number.MAX_SAFE_INTEGER, 'utc').day).toBe('2255-06-05');
  });

  it('show the local clock with its distance from UTC', () => {
    const { day, time } = timeParts(AT_UNIX_US, 'local');
    const offset = zoneName('local', AT_UNIX_US).replace('UTC', '').replace('\u2212', '-') || 'Z';
    expect(Date.parse(`${day}T${time}${offset}`)).toBe(Math.floor(AT_UNIX_US / 1_000));
  });

  it.each(['utc', 'local'] as const)('survive a typed field in %s, to the second', (zone) => {
    const second = Math.floor(AT_UNIX_US / 1_000_000) * 1_000_000;
    expect(fromDateTimeInput(toDateTimeInput(second, zone), zone)).toBe(second);
  });

  it('are none for an empty or half-typed field', () => {
    expect(toDateTimeInput(null, 'utc')).toBe('');
    expect(fromDateTimeInput('', 'utc')).toBeNull();
    expect(fromDateTimeInput('nonsense', 'local')).toBeNull();
  });
});

describe('times as a language writes them', () => {
  afterEach(() => {
    chooseDateFormat('iso');
  });

  it('keep two digits for days, months and hours', () => {
    chooseDateFormat('locale', 'de');
    expect(timeParts(0, 'utc')).toEqual({ day: '01.01.1970', time: '00:00:00,000' });
    expect(timeParts(AT_UNIX_US, 'Europe/Berlin')).toEqual({ day: '22.11.2026', time: '17:18:12,345' });
  });

  it('keep the microseconds where they are complete, before what the language sets after them', () => {
    chooseDateFormat('locale', 'en-US');
    expect(formatFullTime(AT_UNIX_US, 'utc')).toMatch(/^11\/22\/2026 04:18:12\.345678\sPM UTC$/);
    expect(formatShortTime(AT_UNIX_US, 'utc')).toMatch(/^11\/22\/2026 04:18:12\sPM$/);
  });

  it('leave fields and file names as they are', () => {
    chooseDateFormat('locale', 'de');
    expect(toDateTimeInput(AT_UNIX_US, 'utc')).toBe('2026-11-22T16:18:12');
    expect(isoTimeParts(AT_UNIX_US, 'utc').day).toBe('2026-11-22');
  });
});

it('name a zone with its distance from UTC', () => {
  expect(clockName('utc')).toBe('UTC');
  expect(clockName('Asia/Kolkata')).toBe('Asia/Kolkata, UTC+05:30');
});

describe('numbers', () => {
  it('are grouped', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [1_540, '1.5 kB'],
    [340_000_000, '340 MB'],
    [2_500_000_000, '2.5 GB'],
  ])('%i bytes are %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  it.each([
    [0, '0 s'],
    [430, '0.4 s'],
    [12_300, '12 s'],
    [200_000, '3 min 20 s'],
    [120_000, '2 min'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
  ])('%i ms are %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });

  it.each([
    [0, '0'],
    [99_999, '99,999'],
    [139_888, '139.9K'],
    [1_234_567, '1.2M'],
  ])('%i is %s in short', (count, expected) => {
    expect(formatShortCount(count)).toBe(expected);
  });

  it.each([
    [0, '< 1 s'],
    [999, '< 1 s'],
    [1_000, '1 s'],
    [200_000, '3 min 20 s'],
  ])('what took %i ms took %s', (ms, expected) => {
    expect(formatElapsed(ms)).toBe(expected);
  });

  it('show a slow rate with one decimal and a fast one without', () => {
    expect([0, 0.42, 9.9, 4_850.4].map(formatRate)).toEqual(['0', '0.4', '9.9', '4,850']);
  });
});

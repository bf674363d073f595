import { describe, expect, it } from 'vitest';
import { readAnyTime } from './read-any-time.ts';
import { readTimeValue, readUnixTime } from './read-unix-time.ts';
import { WrittenTime } from './written-time.ts';

const parts = (text: string) => {
  const time = new WrittenTime();
  const end = readAnyTime(text, 0, time);
  const { year, month, day, hour, minute, second, microseconds, offsetMinutes, saysMore } = time;
  const date = [year, month, day, hour, minute, second, microseconds];
  return end < 0
    ? undefined
    : { date, offset: offsetMinutes, rest: text.slice(end), saysMore, text: time.text };
};

describe('a time', () => {
  it.each([
    ['2026-11-22T10:15:00Z x', [2026, 11, 22, 10, 15, 0, 0], 0, ' x'],
    ['2026-11-22 10:15:00,123 x', [2026, 11, 22, 10, 15, 0, 123_000], undefined, ' x'],
    ['2026/11/22 10:15:00.5 +0530]', [2026, 11, 22, 10, 15, 0, 500_000], 330, ']'],
    ['2026.11.22 10:15:00-03:30 x', [2026, 11, 22, 10, 15, 0, 0], -210, ' x'],
    ['2026-11-22 10:15:00 UTC [1]', [2026, 11, 22, 10, 15, 0, 0], 0, ' [1]'],
    ['2026-11-22 10:15:00 GMTX', [2026, 11, 22, 10, 15, 0, 0], undefined, ' GMTX'],
    ['2026-11-22 10:15:00 - ERROR', [2026, 11, 22, 10, 15, 0, 0], undefined, ' - ERROR'],
    ['2026-11-22 10:15:00-2026', [2026, 11, 22, 10, 15, 0, 0], undefined, '-2026'],
    ['2026-11-22T10:15:00+19:00', [2026, 11, 22, 10, 15, 0, 0], undefined, '+19:00'],
    ['2026-11-22 10:15:00. x', [2026, 11, 22, 10, 15, 0, 0], undefined, '. x'],
    ['2026-11-22T10:15:60Z', [2026, 11, 22, 10, 15, 60, 0], 0, ''],
    ['Nov  2 10:15:00 x', [0, 11, 2, 10, 15, 0, 0], undefined, ' x'],
    ['nov 22 2026 10:15:00: x', [2026, 11, 22, 10, 15, 0, 0], undefined, ' x'],
    ['210507-162254 - x', [2021, 5, 7, 16, 22, 54, 0], undefined, ' - x'],
    ['20261122T101500.25Z', [2026, 11, 22, 10, 15, 0, 250_000], 0, ''],
    ['20261122 10:15:00 x', [2026, 11, 22, 10, 15, 0, 0], undefined, ' x'],
    ['22-Nov-2026 10:15:00.5 x', [2026, 11, 22, 10, 15, 0, 500_000], undefined, ' x'],
    ['22 Nov 2026 10:15:00 x', [2026, 11, 22, 10, 15, 0, 0], undefined, ' x'],
    ['10/Oct/2026:13:55:36 -0700]', [2026, 10, 10, 13, 55, 36, 0], -420, ']'],
  ])('is read from %j', (text, date, offset, rest) => {
    expect(parts(text)).toMatchObject({
      date,
      rest,
      text: text.slice(0, text.length - rest.length).replace(/:$/, ''),
    });
    expect(parts(text)?.offset).toBe(offset);
  });

  it.each([
    '2026-02-29 10:15:00',
    '2026-13-01 10:15:00',
    '2026-11-22 24:00:00',
    '2026-11-22 10:60:00',
    '2026-11-22 10:15',
    '2026-11-22',
    '2026-11/22 10:15:00',
    '1969-11-22 10:15:00',
    '2112-11-22 10:15:00',
    'Foo 22 10:15:00',
    'Nov 0 10:15:00',
    'Nov 22 1:15:00',
    '2105071-62254',
    '',
  ])('is none: %j', (text) => {
    expect(parts(text)).toBeUndefined();
  });

  it('knows when its text says more than microseconds do', () => {
    expect(parts('2026-11-22 10:15:00.123456000')?.saysMore).toBe(false);
    expect(parts('2026-11-22 10:15:00.123456001')?.saysMore).toBe(true);
  });
});

describe('a moment written as a number', () => {
  it.each([
    ['1795339501', 1_795_339_501_000_000, false],
    ['1795339501.25', 1_795_339_501_250_000, false],
    ['1795339501.1234567', 1_795_339_501_123_456, true],
    ['1.795339501123e9', 1_795_339_501_123_000, false],
    ['1795339501123', 1_795_339_501_123_000, false],
    ['1795339501123.5', 1_795_339_501_123_500, false],
    ['1795339501123456', 1_795_339_501_123_456, false],
    ['1795339501123456000', 1_795_339_501_123_456, false],
    ['1795339501123456789', 1_795_339_501_123_456, true],
    ['0', 0, false],
  ])('is read exactly: %s', (text, unixUs, saysMore) => {
    const time = new WrittenTime();
    expect(readUnixTime(text, time)).toBe(true);
    expect({ unixUs: time.unixUs, saysMore: time.saysMore }).toEqual({ unixUs, saysMore });
  });

  it.each(['-1', '1e', 'x', '', '99999999999999999999', '9999999999', '1.795339501e30'])(
    'is none: %j',
    (text) => {
      const time = new WrittenTime();
      expect(readUnixTime(text, time)).toBe(false);
      expect(time.isWritten).toBe(false);
    },
  );

  it('is a value as a date is, when nothing follows it', () => {
    const time = new WrittenTime();
    expect(readTimeValue('2026-11-22T10:15:00Z', time)).toBe(true);
    expect(readTimeValue('2026-11-22T10:15:00Z x', time)).toBe(false);
    expect(readTimeValue('1.5ms', time)).toBe(false);
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tickWords } from './interval-words.ts';
import { timeTicks } from './time-ticks.ts';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;

function unixUs(iso: string): number {
  return Date.parse(iso) * 1_000;
}

function wordsAlong(fromIso: string, untilIso: string, zone: string, widthPx: number): string[] {
  const range = { fromUnixUs: unixUs(fromIso), untilUnixUs: unixUs(untilIso) };
  return tickWords(timeTicks(range, widthPx, 90, zone), { zone, locale: 'en', nowUnixUs: range.untilUnixUs });
}

it('marks full hours of the zone, and its midnights by their day', () => {
  expect(wordsAlong('2026-11-21T20:30:00Z', '2026-11-22T02:30:00Z', 'utc', 600)).toEqual([
    '21:00',
    '22:00',
    '23:00',
    'Nov 22',
    '01:00',
    '02:00',
  ]);
});

it('says the day at the first mark when no midnight lies in the range', () => {
  expect(wordsAlong('2026-11-22T10:12:00Z', '2026-11-22T10:42:00Z', 'utc', 600)).toEqual([
    'Nov 22 10:15',
    '10:20',
    '10:25',
    '10:30',
    '10:35',
    '10:40',
  ]);
});

it('marks half-hour zones at their own full hours', () => {
  expect(wordsAlong('2026-07-01T10:00:00Z', '2026-07-01T13:00:00Z', 'America/St_Johns', 300)).toEqual([
    'Jul 1 08:00',
    '09:00',
    '10:00',
  ]);
});

it('names the hour that comes twice when clocks are put back in Berlin', () => {
  expect(wordsAlong('2026-10-24T23:00:00Z', '2026-10-25T04:00:00Z', 'Europe/Berlin', 500)).toEqual([
    'Oct 25 01:00',
    '02:00',
    '02:00',
    '03:00',
    '04:00',
  ]);
});

it('leaves out the hour that does not come when clocks are put forward in Berlin', () => {
  expect(wordsAlong('2026-03-28T23:30:00Z', '2026-03-29T04:30:00Z', 'Europe/Berlin', 500)).toEqual([
    'Mar 29 01:00',
    '03:00',
    '04:00',
    '05:00',
    '06:00',
  ]);
});

it('stands at midnight on both sides of a change of clocks, though one day has 25 hours', () => {
  for (const zone of ['Europe/Berlin', 'America/St_Johns']) {
    const range = { fromUnixUs: unixUs('2026-10-20T12:00:00Z'), untilUnixUs: unixUs('2026-11-06T12:00:00Z') };
    const ticks = timeTicks(range, 2_000, 90, zone);
    expect(ticks).toHaveLength(17);
    for (const { clockUs } of ticks) expect(clockUs % DAY_US).toBe(0);
    const lengths = ticks.slice(1).map((tick, index) => tick.unixUs - (ticks[index]?.unixUs ?? 0));
    expect(lengths.filter((length) => length === 25 * HOUR_US)).toHaveLength(1);
    expect(lengths.filter((length) => length === DAY_US)).toHaveLength(15);
  }
});

it('begins a day at the first moment that it has, where clocks skip midnight', () => {
  // Beirut, 2026-03-29: 00:00 is followed by 01:00.
  const range = { fromUnixUs: unixUs('2026-03-27T12:00:00Z'), untilUnixUs: unixUs('2026-03-31T12:00:00Z') };
  const ticks = timeTicks(range, 400, 90, 'Asia/Beirut');
  expect(ticks.map((tick) => new Date(tick.unixUs / 1_000).toISOString().slice(5, 16))).toEqual([
    '03-27T22:00',
    '03-28T22:00',
    '03-29T21:00',
    '03-30T21:00',
  ]);
});

it('goes on to months and years for a long log', () => {
  expect(wordsAlong('2025-10-15T00:00:00Z', '2026-03-15T00:00:00Z', 'utc', 500)).toEqual([
    'Nov 2025',
    'Dec 2025',
    '2026',
    'Feb 2026',
    'Mar 2026',
  ]);
});

it('is ascending, inside the range and never crowded, for any range, width and zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: unixUs('2024-01-01T00:00:00Z'), max: unixUs('2027-01-01T00:00:00Z') }),
      fc.double({ min: 1, max: 12, noNaN: true }),
      fc.integer({ min: 100, max: 2_560 }),
      fc.constantFrom('utc', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Beirut'),
      (fromUnixUs, magnitude, widthPx, zone) => {
        const range = { fromUnixUs, untilUnixUs: fromUnixUs + Math.round(10 ** magnitude) * 1_000 };
        const ticks = timeTicks(range, widthPx, 90, zone);
        const pixels = ticks.map(
          (tick) => ((tick.unixUs - range.fromUnixUs) / (range.untilUnixUs - range.fromUnixUs)) * widthPx,
        );
        for (const [index, px] of pixels.entries()) {
          expect(px).toBeGreaterThanOrEqual(0);
          expect(px).toBeLessThan(widthPx);
          if (index > 0) expect(px - (pixels[index - 1] ?? 0)).toBeGreaterThanOrEqual(89);
        }
      },
    ),
    { numRuns: 300 },
  );
});

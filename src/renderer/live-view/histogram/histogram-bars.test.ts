import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import type { Histogram } from '../summary-tally.ts';
import { barPaths } from './bar-paths.ts';
import { barIndexAt, barRow, barsTogether, mostEntriesOf } from './histogram-bars.ts';

const MINUTE_US = 60_000_000;
const FROM_US = 1_700_000_040 * 1_000_000;

/** One bucket a minute with so many infos each, and one error in the third. */
function histogramOf(...infos: number[]): Histogram {
  return {
    fromUnixUs: FROM_US,
    bucketUs: MINUTE_US,
    untilUnixUs: FROM_US + infos.length * MINUTE_US,
    buckets: infos.map((count, index) =>
      count === 0 ? undefined : [0, 0, 0, index === 2 ? 1 : 0, 0, 0, count, 0],
    ),
  };
}

it('has one bar for each bucket where there is room', () => {
  const row = barRow(histogramOf(...Array.from({ length: 100 }, () => 5)), ALL_SEVERITIES, 1_000, false);
  expect(row.bars).toHaveLength(100);
  expect(row.bars[2]).toEqual({
    fromUnixUs: FROM_US + 2 * MINUTE_US,
    untilUnixUs: FROM_US + 3 * MINUTE_US,
    counts: [0, 0, 0, 1, 0, 0, 5, 0],
    total: 6,
  });
  expect(row.range).toEqual({ fromUnixUs: FROM_US, untilUnixUs: FROM_US + 100 * MINUTE_US });
});

it('joins bars where there is none, and loses no entry', () => {
  const infos = Array.from({ length: 301 }, (_, index) => index);
  const row = barRow(histogramOf(...infos), ALL_SEVERITIES, 300, false);
  expect(row.barUs).toBe(4 * MINUTE_US);
  expect(barsTogether(row, 0, row.bars.length).total).toBe(1 + infos.reduce((sum, count) => sum + count, 0));
});

it('puts a short log to the right, and a short zoom over the whole width', () => {
  const young = barRow(histogramOf(1, 2, 3), ALL_SEVERITIES, 600, false);
  expect(young.bars).toHaveLength(60);
  expect(young.bars.at(-1)?.total).toBe(4);
  expect(young.range.untilUnixUs).toBe(FROM_US + 3 * MINUTE_US);
  expect(barRow(histogramOf(1, 2, 3), ALL_SEVERITIES, 600, true).bars).toHaveLength(3);
});

it('counts only what the list shows', () => {
  const row = barRow(histogramOf(7, 7, 7), [3], 600, true);
  expect(row.bars.map(({ total }) => total)).toEqual([0, 0, 1]);
});

it('grows by a bar when entries come after the range that was asked for', () => {
  const histogram = { ...histogramOf(1, 2, 3), untilUnixUs: FROM_US + MINUTE_US };
  expect(barRow(histogram, ALL_SEVERITIES, 600, false).bars.at(-1)?.total).toBe(4);
});

it('finds the bar of every moment inside it, and the nearest of any other', () => {
  const row = barRow(histogramOf(...Array.from({ length: 80 }, () => 1)), ALL_SEVERITIES, 900, false);
  expect(barIndexAt(row, 0)).toBe(0);
  expect(barIndexAt(row, row.range.untilUnixUs + 1)).toBe(79);
  fc.assert(
    fc.property(fc.nat(79), fc.integer({ min: 1, max: MINUTE_US - 1 }), (index, insideUs) => {
      expect(barIndexAt(row, (row.bars[index]?.fromUnixUs ?? 0) + insideUs)).toBe(index);
    }),
  );
});

it('draws each severity as a path of its own, the worst at the bottom', () => {
  const row = barRow(histogramOf(0, 0, 9), ALL_SEVERITIES, 90, true);
  const paths = barPaths(row.bars, 90, 46, mostEntriesOf(row));
  expect(paths[3]).toMatch(/^M60 \d+h29v\d+h-29z$/);
  expect(bottomOf(paths[3])).toBe(46);
  expect(bottomOf(paths[6])).toBe(topOf(paths[3]));
  expect(topOf(paths[6])).toBe(0);
  expect(paths[0]).toBe('');
});

function topOf(path: string | undefined): number {
  return Number(/^M\d+ (\d+)/.exec(path ?? '')?.[1]);
}

function bottomOf(path: string | undefined): number {
  return topOf(path) + Number(/v(\d+)/.exec(path ?? '')?.[1]);
}

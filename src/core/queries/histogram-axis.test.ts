import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { streamOf, timeOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { resolveBars } from './histogram-axis.ts';

const SECOND_US = 1_000_000;
const HOUR_US = 3600 * SECOND_US;
const DAY_US = 24 * HOUR_US;
const anyTime = { sinceUnixUs: undefined, untilUnixUs: undefined };

it('bars begin at a multiple of their width, cover the range and are as fine as the number allows', () => {
  using lab = new StoreLab(temporaryFolder());
  const from = fc.integer({ min: 0, max: 60 * 365 * DAY_US });
  const length = fc.oneof(
    fc.integer({ min: 1, max: HOUR_US }),
    fc.integer({ min: 1, max: 365 * DAY_US }),
    fc.integer({ min: 1, max: 100 * 365 * DAY_US }),
  );
  fc.assert(
    fc.property(from, length, fc.integer({ min: 1, max: 2000 }), (fromUnixUs, lengthUs, maxBuckets) => {
      const untilUnixUs = fromUnixUs + lengthUs;
      const axis = { kind: 'fitting', maxBuckets, fromUnixUs, untilUnixUs } as const;
      const bars = resolveBars(axis, lab.database, anyTime, () => true);
      const { bucketUs = 0, fromUnixUs: start = 0 } = bars ?? {};
      expect(bars?.untilUnixUs).toBe(untilUnixUs);
      expect(start % bucketUs).toBe(0);
      expect(start).toBeLessThanOrEqual(fromUnixUs);
      expect(fromUnixUs - start).toBeLessThan(bucketUs);
      const count = Math.ceil((untilUnixUs - start) / bucketUs);
      expect(count).toBeLessThanOrEqual(maxBuckets);
      // No step of the ladder is more than three times as wide as the one before; a tenth would always be too fine.
      if (bucketUs > SECOND_US && maxBuckets > 20) expect(count).toBeGreaterThan(maxBuckets / 10);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['90 seconds', 90 * SECOND_US, 120, SECOND_US],
  ['2 minutes', 120 * SECOND_US, 120, SECOND_US],
  ['2 minutes and a bit', 120 * SECOND_US + 1, 120, 2 * SECOND_US],
  ['an hour', HOUR_US, 120, 30 * SECOND_US],
  ['a day', DAY_US, 120, HOUR_US / 4],
  ['a month', 30 * DAY_US, 120, 6 * HOUR_US],
  ['ten years', 3652 * DAY_US, 120, 56 * DAY_US],
])('a range of %s gets bars that people can count with', (_, lengthUs, maxBuckets, bucketUs) => {
  using lab = new StoreLab(temporaryFolder());
  const range = { fromUnixUs: 56 * DAY_US * 300, untilUnixUs: 56 * DAY_US * 300 + lengthUs };
  const axis = { kind: 'fitting', maxBuckets, ...range } as const;
  expect(resolveBars(axis, lab.database, anyTime, () => true)).toEqual({ ...range, bucketUs });
  expect(resolveBars(axis, lab.database, anyTime, () => false)?.bucketUs).toBe(
    Math.max(bucketUs, 60 * SECOND_US),
  );
});

it('without a range of its own an axis has that of the store, cut to the times of the query', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, 100));
  const axis = { kind: 'fitting', maxBuckets: 2000 } as const;
  const barsOf = (sinceUnixUs?: number, untilUnixUs?: number) =>
    resolveBars(axis, lab.database, { sinceUnixUs, untilUnixUs }, () => true);
  const all = { fromUnixUs: timeOf(1), untilUnixUs: timeOf(100) + 1 };
  expect(barsOf()).toMatchObject(all);
  expect(barsOf(0, timeOf(5000))).toMatchObject(all);
  expect(barsOf(timeOf(7), timeOf(9))).toMatchObject({ fromUnixUs: timeOf(7), untilUnixUs: timeOf(9) });
  expect(barsOf(timeOf(100) + 1)).toBeNull();
  expect(barsOf(undefined, timeOf(1))).toBeNull();
});

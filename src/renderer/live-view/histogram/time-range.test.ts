import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SHORTEST_ZOOM_US, rangeInside, shareAt, spanUs, unixUsAt, zoomedRange } from './time-range.ts';

const WHOLE = { fromUnixUs: 1_000_000_000_000, untilUnixUs: 1_086_400_000_000 };

it('keeps the moment under the pointer where it is while it zooms in', () => {
  const around = 1_020_000_000_000;
  const zoomed = zoomedRange(WHOLE, WHOLE, around, 0.25);
  expect(zoomed && spanUs(zoomed)).toBe(spanUs(WHOLE) / 4);
  expect(zoomed && shareAt(zoomed, around)).toBeCloseTo(shareAt(WHOLE, around), 6);
});

it('is the whole again when zoomed out far enough', () => {
  const zoomed = zoomedRange(WHOLE, WHOLE, WHOLE.fromUnixUs, 0.5);
  expect(zoomed && zoomedRange(zoomed, WHOLE, zoomed.fromUnixUs, 2)).toBeNull();
});

it('stays inside the whole and never becomes too short to show anything', () => {
  const moment = fc.integer({ min: WHOLE.fromUnixUs, max: WHOLE.untilUnixUs });
  fc.assert(
    fc.property(
      moment,
      moment,
      moment,
      fc.double({ min: 0.001, max: 8, noNaN: true }),
      (a, b, around, factor) => {
        const range = { fromUnixUs: Math.min(a, b), untilUnixUs: Math.max(a, b) + 1 };
        for (const zoomed of [zoomedRange(range, WHOLE, around, factor), rangeInside(range, WHOLE)]) {
          if (zoomed === null) continue;
          expect(zoomed.fromUnixUs).toBeGreaterThanOrEqual(WHOLE.fromUnixUs);
          expect(zoomed.untilUnixUs).toBeLessThanOrEqual(WHOLE.untilUnixUs);
          expect(spanUs(zoomed)).toBeGreaterThanOrEqual(SHORTEST_ZOOM_US);
        }
      },
    ),
  );
});

it('turns shares of a range into moments and back', () => {
  expect(unixUsAt(WHOLE, 0)).toBe(WHOLE.fromUnixUs);
  expect(unixUsAt(WHOLE, 1)).toBe(WHOLE.untilUnixUs);
  expect(shareAt(WHOLE, unixUsAt(WHOLE, 0.3))).toBeCloseTo(0.3, 9);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { stackHeights, steadyScale } from './stack-heights.ts';

const HEIGHT_PX = 46;

function sum(heights: readonly number[]): number {
  return heights.reduce((total, px) => total + px, 0);
}

it('shows one error beside ten thousand infos', () => {
  const heights = stackHeights([0, 0, 0, 1, 0, 0, 10_000, 0], 10_001, HEIGHT_PX);
  expect(heights[3]).toBeGreaterThanOrEqual(2);
  expect(sum(heights)).toBe(HEIGHT_PX);
});

it('makes a bar of a quarter of the entries half as high', () => {
  expect(sum(stackHeights([0, 0, 0, 0, 0, 0, 250, 0], 1_000, 40))).toBe(20);
});

it('draws nothing for an empty bar', () => {
  expect(sum(stackHeights([0, 0, 0, 0, 0, 0, 0, 0], 1_000, HEIGHT_PX))).toBe(0);
});

it('gives every severity that is there its pixel and never leaves the plot, whatever the numbers', () => {
  const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(5_000_000)), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(counts, fc.nat(50_000_000), fc.integer({ min: 12, max: 200 }), (bar, most, heightPx) => {
      const heights = stackHeights(bar, most, heightPx);
      expect(sum(heights)).toBeLessThanOrEqual(heightPx);
      for (const [severity, px] of heights.entries()) {
        expect(Number.isInteger(px)).toBe(true);
        if ((bar[severity] ?? 0) > 0) expect(px).toBeGreaterThanOrEqual(severity <= 3 ? 2 : 1);
        else expect(px).toBe(0);
      }
    }),
  );
});

it('never makes a bar lower for having more entries', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (few, more) => {
      const low = sum(stackHeights([0, 0, 0, few, 0, 0, 0, 0], 2_000_000, HEIGHT_PX));
      const high = sum(stackHeights([0, 0, 0, few + more, 0, 0, 0, 0], 2_000_000, HEIGHT_PX));
      expect(high).toBeGreaterThanOrEqual(low);
    }),
  );
});

it('keeps the scale while the highest bar grows by a little', () => {
  expect(steadyScale(1_001)).toBe(steadyScale(1_399));
  expect(steadyScale(3)).toBe(10);
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100_000_000 }), (most) => {
      expect(steadyScale(most)).toBeGreaterThanOrEqual(most);
      expect(Math.sqrt(most / steadyScale(most))).toBeGreaterThan(0.83);
    }),
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import type { Outline } from '../summary-tally.ts';
import { idAt, rankAt, rankScale, totalOf } from './rank-scale.ts';

/** Any log: up to 40 buckets, each with no more entries than ids, some of them empty or left out. */
const anyLog = fc
  .record({
    idsPerBucket: fc.constantFrom(1, 2, 8, 64, 1_024),
    fills: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    }),
    tail: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ idsPerBucket, fills, tail }) => {
    const outline: Outline = {
      idsPerBucket,
      buckets: fills.map((fill) => {
        const infos = Math.floor(fill * idsPerBucket);
        return infos === 0 ? undefined : [0, 0, 0, 0, 0, 0, infos, 0];
      }),
    };
    const lastId = (fills.length - 1) * idsPerBucket + Math.floor(tail * (idsPerBucket - 1));
    return { outline, lastId };
  });

it('knows both ends exactly, whatever the log', () => {
  fc.assert(
    fc.property(anyLog, ({ outline, lastId }) => {
      const scale = rankScale(outline, lastId, ALL_SEVERITIES);
      expect(rankAt(scale, 0)).toBe(0);
      expect(rankAt(scale, lastId + 1)).toBe(totalOf(scale));
      expect(idAt(scale, totalOf(scale))).toBe(Math.max(1, lastId));
    }),
  );
});

it('never goes backwards, neither from ids to ranks nor from ranks to ids', () => {
  fc.assert(
    fc.property(anyLog, fc.nat(50_000), fc.nat(50_000), ({ outline, lastId }, a, b) => {
      const scale = rankScale(outline, lastId, ALL_SEVERITIES);
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(rankAt(scale, low)).toBeLessThanOrEqual(rankAt(scale, high));
      expect(idAt(scale, low)).toBeLessThanOrEqual(idAt(scale, high));
    }),
  );
});

it('comes back from an id to the rank it was asked for, to within an entry', () => {
  fc.assert(
    fc.property(anyLog, fc.double({ min: 0, max: 1, noNaN: true }), ({ outline, lastId }, share) => {
      const scale = rankScale(outline, lastId, ALL_SEVERITIES);
      fc.pre(totalOf(scale) > 0);
      const rank = share * totalOf(scale);
      // The last bucket may have fewer ids than entries are said to be in it, where it was estimated.
      const densest = Math.max(
        ...scale.before.slice(1).map((end, index) => end - (scale.before[index] ?? 0)),
      );
      const slack = Math.max(1, densest / Math.max(1, lastId % scale.idsPerBucket));
      expect(Math.abs(rankAt(scale, idAt(scale, rank)) - rank)).toBeLessThanOrEqual(slack + 1e-6);
    }),
  );
});

it('passes over stretches without a shown entry', () => {
  const outline: Outline = {
    idsPerBucket: 100,
    buckets: [[0, 0, 0, 5, 0, 0, 90, 0], undefined, [0, 0, 0, 0, 0, 0, 100, 0], [0, 0, 0, 5, 0, 0, 0, 0]],
  };
  const errors = rankScale(outline, 399, [0, 1, 2, 3]);
  expect(totalOf(errors)).toBe(10);
  expect(rankAt(errors, 250)).toBe(5);
  expect(idAt(errors, 5)).toBeGreaterThanOrEqual(300);
  expect(idAt(errors, 4.9)).toBeLessThan(100);
});

it('takes every entry for shown until the outline is known', () => {
  const scale = rankScale(null, 1_000, [3]);
  expect(totalOf(scale)).toBe(1_000);
  expect(idAt(scale, 500)).toBe(501);
  expect(rankAt(scale, 501)).toBe(500);
  expect(totalOf(rankScale(null, 0, ALL_SEVERITIES))).toBe(0);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import type { Outline } from '../summary-tally.ts';
import { rankScale } from './rank-scale.ts';
import type { TrackTicks } from './severity-ticks.ts';
import { tickNear, tickPath, trackTicks } from './severity-ticks.ts';

const INFOS = [0, 0, 0, 0, 0, 0, 512, 0];
const ONE_ERROR = [0, 0, 0, 1, 0, 0, 511, 0];
const WARNINGS = [0, 0, 0, 0, 512, 0, 0, 0];

function ticksOf(
  buckets: number[][],
  trackPx: number,
  shown: readonly number[] = ALL_SEVERITIES,
): TrackTicks {
  const outline: Outline = { idsPerBucket: 512, buckets };
  const scale = rankScale(outline, buckets.length * 512 - 1, shown);
  return trackTicks(outline, scale, shown, trackPx);
}

function pixelsOf({ kinds }: TrackTicks, kind: string): number[] {
  return kinds.flatMap((each, px) => (each === kind ? [px] : []));
}

it('shows one error among a million entries', () => {
  const buckets = Array.from({ length: 2_000 }, (_, index) => (index === 700 ? ONE_ERROR : INFOS));
  expect(pixelsOf(ticksOf(buckets, 400), 'error')).toEqual([140, 141]);
});

it('shows one error where everything else is a warning', () => {
  const buckets = Array.from({ length: 2_000 }, (_, index) => (index === 700 ? ONE_ERROR : WARNINGS));
  const ticks = ticksOf(buckets, 400);
  expect(pixelsOf(ticks, 'error')).toEqual([140, 141]);
  expect(pixelsOf(ticks, 'warning')).toHaveLength(398);
});

it('shows the newest and the oldest on the track', () => {
  expect(
    pixelsOf(ticksOf([ONE_ERROR, ...Array.from({ length: 1_998 }, () => INFOS), ONE_ERROR], 300), 'error'),
  ).toEqual([0, 1, 298, 299]);
});

it('shows no severity that the list does not show', () => {
  const ticks = ticksOf([ONE_ERROR, WARNINGS], 300, [4, 6]);
  expect(pixelsOf(ticks, 'error')).toEqual([]);
  expect(pixelsOf(ticks, 'warning')).toHaveLength(2);
});

it('draws neighbouring pixels as one', () => {
  expect(tickPath({ kinds: ['error', 'error', undefined, 'error'], fromIds: [] }, 'error', 2, 13)).toBe(
    'M2 0H13V2H2zM2 3H13V4H2z',
  );
});

it('finds the tick that a click means, the error before the warning', () => {
  const kinds = [undefined, 'warning', undefined, undefined, 'error', undefined] as const;
  const ticks: TrackTicks = { kinds, fromIds: [0, 100, 0, 0, 400, 0] };
  expect(tickNear(ticks, 2, 3)).toEqual({ kind: 'error', fromId: 400 });
  expect(tickNear(ticks, 0, 3)).toEqual({ kind: 'warning', fromId: 100 });
  expect(tickNear(ticks, 5, 0)).toBeUndefined();
});

it('never draws outside the track and loses no error to pooling', () => {
  const bucket = fc.constantFrom(INFOS, ONE_ERROR, WARNINGS);
  fc.assert(
    fc.property(
      fc.array(bucket, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 2, max: 900 }),
      (buckets, trackPx) => {
        const ticks = ticksOf(buckets, trackPx);
        expect(ticks.kinds).toHaveLength(trackPx);
        expect(ticks.kinds.includes('error')).toBe(buckets.includes(ONE_ERROR));
      },
    ),
  );
});

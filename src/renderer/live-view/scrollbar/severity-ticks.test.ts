import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import type { Outline } from '../summary-tally.ts';
import { rankScale } from './rank-scale.ts';
import type { TrackTick, TrackTicks } from './severity-ticks.ts';
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

function pixelsOf(ticks: TrackTicks, kind: string, isFaint?: boolean): number[] {
  return ticks.flatMap((tick, px) =>
    tick?.kind === kind && (isFaint === undefined || tick.isFaint === isFaint) ? [px] : [],
  );
}

it('shows one error among a million entries', () => {
  const buckets = Array.from({ length: 2_000 }, (_, index) => (index === 700 ? ONE_ERROR : INFOS));
  expect(pixelsOf(ticksOf(buckets, 400), 'error', false)).toEqual([140, 141]);
});

it('shows one error where everything else is a warning', () => {
  const buckets = Array.from({ length: 2_000 }, (_, index) => (index === 700 ? ONE_ERROR : WARNINGS));
  const ticks = ticksOf(buckets, 400);
  expect(pixelsOf(ticks, 'error', false)).toEqual([140, 141]);
  expect(pixelsOf(ticks, 'warning', true)).toHaveLength(398);
});

it('lets the worst stretch stand out where errors are everywhere', () => {
  const burst = [0, 0, 0, 200, 0, 0, 312, 0];
  const buckets = Array.from({ length: 500 }, (_, index) => (index === 250 ? burst : ONE_ERROR));
  const ticks = ticksOf(buckets, 500);
  expect(pixelsOf(ticks, 'error', false)).toEqual([250, 251]);
  expect(pixelsOf(ticks, 'error', true)).toHaveLength(498);
});

it('shows the newest and the oldest on the track', () => {
  const between = Array.from({ length: 1_998 }, () => INFOS);
  const ticks = ticksOf([ONE_ERROR, ...between, ONE_ERROR], 300);
  expect(pixelsOf(ticks, 'error')).toEqual([0, 1, 298, 299]);
});

it('shows no severity that the list does not show', () => {
  const ticks = ticksOf([ONE_ERROR, WARNINGS], 300, [4, 6]);
  expect(pixelsOf(ticks, 'error')).toEqual([]);
  expect(pixelsOf(ticks, 'warning')).toHaveLength(2);
});

function tickOf(kind: 'error' | 'warning', fromId: number, isFaint = false): TrackTick {
  return { kind, fromId, isFaint };
}

it('draws neighbouring pixels as one', () => {
  const ticks = [
    tickOf('error', 1),
    tickOf('error', 2),
    undefined,
    tickOf('error', 4),
    tickOf('error', 5, true),
  ];
  expect(tickPath(ticks, { kind: 'error', isFaint: false }, 2, 13)).toBe('M2 0H13V2H2zM2 3H13V4H2z');
});

it('finds the tick that a click means, the error before the warning', () => {
  const ticks = [undefined, tickOf('warning', 100), undefined, undefined, tickOf('error', 400), undefined];
  expect(tickNear(ticks, 2, 3)?.fromId).toBe(400);
  expect(tickNear(ticks, 0, 3)?.fromId).toBe(100);
  expect(tickNear(ticks, 5, 0)).toBeUndefined();
  expect(tickNear([tickOf('error', 1, true)], 0, 3)).toBeUndefined();
});

it('never draws outside the track and loses no error to pooling', () => {
  const bucket = fc.constantFrom(INFOS, ONE_ERROR, WARNINGS);
  fc.assert(
    fc.property(
      fc.array(bucket, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 900 }),
      (buckets, trackPx) => {
        const ticks = ticksOf(buckets, trackPx);
        expect(ticks).toHaveLength(trackPx);
        expect(pixelsOf(ticks, 'error').length > 0).toBe(buckets.includes(ONE_ERROR));
      },
    ),
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { VisibleEntries } from '../live-state.ts';
import type { RowWindow } from '../row-window.ts';
import { rankScale } from './rank-scale.ts';
import { LEAST_THUMB_PX, idAtShare, listPlace, shareOfThumb, thumbAt } from './thumb.ts';

const MILLION = rankScale(null, 1_000_000, []);

function windowOf(firstId: number, lastId: number, ends: Partial<RowWindow> = {}): RowWindow {
  const rows = Array.from(
    { length: lastId - firstId + 1 },
    (_, index) => ({ id: firstId + index }) as EntryRow,
  );
  return {
    rows,
    isFolded: false,
    hasOlder: true,
    hasNewer: true,
    completeFromId: firstId,
    completeUpToId: lastId,
    ...ends,
  };
}

function visibleOf(firstId: number, lastId: number): VisibleEntries {
  return { firstId, lastId, firstUnixUs: 0, lastUnixUs: 0 };
}

it('stands at the end exactly when the list does', () => {
  const oldest = windowOf(1, 400, { hasOlder: false });
  expect(listPlace(MILLION, visibleOf(1, 40), oldest, false).share).toBe(0);
  expect(listPlace(MILLION, visibleOf(2, 41), oldest, false).share).toBeGreaterThan(0);
  const newest = windowOf(999_601, 1_000_000, { hasNewer: false });
  expect(listPlace(MILLION, visibleOf(999_961, 1_000_000), newest, false).share).toBe(1);
  expect(listPlace(MILLION, visibleOf(999_960, 999_999), newest, false).share).toBeLessThan(1);
});

it('sits at the bottom while the list follows', () => {
  expect(listPlace(MILLION, visibleOf(10, 20), windowOf(1, 400), true).share).toBe(1);
});

it('counts a folded row as often as it repeats', () => {
  const window = windowOf(1, 3);
  const repeats = { entries: 98, firstId: 1, firstTimeUnixUs: 0 };
  const rows = window.rows.map((row, index) => (index === 0 ? { ...row, repeats } : row));
  const place = listPlace(MILLION, visibleOf(1, 3), { ...window, rows }, false);
  expect(place.visibleEntries).toBe(100);
});

it('is as long as what is in sight, but never too small to be caught', () => {
  expect(thumbAt({ visibleEntries: 25, share: 0 }, 100, 400)).toEqual({ topPx: 0, heightPx: 100 });
  expect(thumbAt({ visibleEntries: 40, share: 1 }, 1_000_000, 400)).toEqual({
    topPx: 400 - LEAST_THUMB_PX,
    heightPx: LEAST_THUMB_PX,
  });
});

it('is not there when everything is in sight', () => {
  expect(thumbAt({ visibleEntries: 12, share: 1 }, 12, 400)).toBeNull();
  expect(thumbAt({ visibleEntries: 0, share: 1 }, 0, 400)).toBeNull();
});

it('comes back from pixels to the share it was drawn for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 2, max: 5_000_000 }),
      fc.integer({ min: 60, max: 2_000 }),
      (share, total, trackPx) => {
        const thumb = thumbAt({ visibleEntries: 1, share }, total, trackPx);
        if (thumb === null) return;
        expect(thumb.topPx).toBeGreaterThanOrEqual(0);
        expect(thumb.topPx + thumb.heightPx).toBeLessThanOrEqual(trackPx + 1e-6);
        // Two entries on a track have thumbs of half its height, and so on: there is always room to move.
        expect(shareOfThumb(thumb.topPx, thumb.heightPx, trackPx)).toBeCloseTo(share, 6);
      },
    ),
  );
});

it('leads from any place of the thumb to an entry and back to the same pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 - LEAST_THUMB_PX }), (topPx) => {
      const visibleEntries = 40;
      const id = idAtShare(MILLION, shareOfThumb(topPx, LEAST_THUMB_PX, 600), visibleEntries);
      const place = listPlace(MILLION, visibleOf(id, id + 39), windowOf(id - 50, id + 100), false);
      const thumb = thumbAt(place, 1_000_000, 600);
      expect(Math.abs((thumb?.topPx ?? Number.NaN) - topPx)).toBeLessThan(0.5);
    }),
  );
});

it('leads to the oldest and to the newest entries at the ends of the track', () => {
  expect(idAtShare(MILLION, 0, 40)).toBe(1);
  expect(idAtShare(MILLION, 1, 40)).toBe(999_961);
  expect(shareOfThumb(-20, 24, 600)).toBe(0);
  expect(shareOfThumb(9_999, 24, 600)).toBe(1);
});

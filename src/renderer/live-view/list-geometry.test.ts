import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import {
  AT_BOTTOM,
  ROW_HEIGHT_PX,
  drawnRange,
  heldRowId,
  positionAt,
  positionShowing,
  scrollTopPx,
} from './list-geometry.ts';

const VIEWPORT_PX = 10 * ROW_HEIGHT_PX;

function rows(from: number, to: number): EntryRow[] {
  return Array.from({ length: to - from }, (_, index) => ({ id: from + index }) as EntryRow);
}

describe('the place of the list', () => {
  it('is the end of the rows while at the bottom', () => {
    expect(scrollTopPx(AT_BOTTOM, rows(1, 101), VIEWPORT_PX)).toBe(90 * ROW_HEIGHT_PX);
    expect(scrollTopPx(AT_BOTTOM, rows(1, 4), VIEWPORT_PX)).toBe(0);
    expect(scrollTopPx(AT_BOTTOM, [], VIEWPORT_PX)).toBe(0);
  });

  it.each([0, 7, 22, 333, 1_980])('survives a round trip at %i px', (px) => {
    const list = rows(1, 101);
    expect(scrollTopPx(positionAt(px, list), list, VIEWPORT_PX)).toBe(px);
  });

  it('keeps the row under the eyes where it is when rows come in above', () => {
    const position = positionAt(105, rows(50, 100));
    expect(scrollTopPx(position, rows(10, 100), VIEWPORT_PX)).toBe(105 + 40 * ROW_HEIGHT_PX);
  });

  it('keeps the row under the eyes where it is when rows leave above', () => {
    const position = positionAt(50 * ROW_HEIGHT_PX + 5, rows(1, 101));
    expect(scrollTopPx(position, rows(31, 101), VIEWPORT_PX)).toBe(20 * ROW_HEIGHT_PX + 5);
  });

  it('goes to the next row when its own is gone', () => {
    const list = [...rows(1, 11), ...rows(20, 60)];
    expect(scrollTopPx({ kind: 'row', id: 15, offsetPx: 0 }, list, VIEWPORT_PX)).toBe(10 * ROW_HEIGHT_PX);
  });
});

describe('showing a row', () => {
  const list = rows(1, 101);
  const position = positionAt(20 * ROW_HEIGHT_PX, list);

  it('does not move when the row is visible', () => {
    expect(positionShowing(25, position, list, VIEWPORT_PX)).toBe(position);
  });

  it.each([
    { index: 5, top: 5 * ROW_HEIGHT_PX },
    { index: 40, top: 31 * ROW_HEIGHT_PX },
  ])('moves as little as needed to row $index', ({ index, top }) => {
    expect(scrollTopPx(positionShowing(index, position, list, VIEWPORT_PX), list, VIEWPORT_PX)).toBe(top);
  });
});

describe('the rows that are drawn', () => {
  it('reach a little beyond the viewport and never outside the list', () => {
    expect(drawnRange(0, VIEWPORT_PX, 100)).toEqual({ from: 0, to: 18 });
    expect(drawnRange(50 * ROW_HEIGHT_PX, VIEWPORT_PX, 100)).toEqual({ from: 42, to: 68 });
    expect(drawnRange(90 * ROW_HEIGHT_PX, VIEWPORT_PX, 100)).toEqual({ from: 82, to: 100 });
    expect(drawnRange(0, VIEWPORT_PX, 0)).toEqual({ from: 0, to: 0 });
  });

  it('stay under a hundred on a screen of 1440 lines', () => {
    const { from, to } = drawnRange(5_000, 1_440, 2_000);
    expect(to - from).toBeLessThan(100);
  });
});

describe('what is under the eyes', () => {
  const list = rows(1, 101);
  const position = positionAt(20 * ROW_HEIGHT_PX, list);

  it('is the chosen row when it is visible', () => {
    expect(heldRowId({ selectedId: 25, position, window: { rows: list } }, VIEWPORT_PX)).toBe(25);
  });

  it('is the uppermost row when the chosen one is elsewhere', () => {
    expect(heldRowId({ selectedId: 90, position, window: { rows: list } }, VIEWPORT_PX)).toBe(21);
  });
});

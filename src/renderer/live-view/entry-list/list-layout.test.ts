import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { ListLayout } from './list-layout.ts';
import {
  SETTLED_AT_BOTTOM,
  drawnRange,
  heldPosition,
  layOut,
  positionAt,
  revealingPosition,
  scrollTopPx,
  visibleRange,
} from './list-layout.ts';

const ROW_PX = 22;
const MARKER_PX = 26;
const VIEWPORT_PX = 10 * ROW_PX;

function rows(from: number, to: number): EntryRow[] {
  return Array.from({ length: to - from }, (_, index) => ({ id: from + index }) as EntryRow);
}

function laidOut(list: EntryRow[], markerIndexes: number[] = []): ListLayout {
  return layOut(list, markerIndexes, { rowPx: ROW_PX, markerPx: MARKER_PX });
}

describe('the layout of the list', () => {
  it('stacks rows of one height, or each of its own', () => {
    expect([...laidOut(rows(1, 4)).topsPx]).toEqual([0, 22, 44]);
    const uneven = layOut(rows(1, 4), [], { rowPx: ({ id }) => id * 10, markerPx: MARKER_PX });
    expect([...uneven.topsPx]).toEqual([0, 10, 30]);
    expect(uneven.totalPx).toBe(60);
  });

  it('puts markers before their row, several one below the other, and after the last row', () => {
    const layout = laidOut(rows(1, 4), [0, 1, 1, 3]);
    expect(layout.markerTopsPx).toEqual([0, 48, 74, 144]);
    expect([...layout.topsPx]).toEqual([26, 100, 122]);
    expect(layout.totalPx).toBe(170);
  });
});

describe('the place of the list', () => {
  it('is the end of the rows while at the bottom', () => {
    expect(scrollTopPx(laidOut(rows(1, 101)), SETTLED_AT_BOTTOM, VIEWPORT_PX)).toBe(90 * ROW_PX);
    expect(scrollTopPx(laidOut(rows(1, 4)), SETTLED_AT_BOTTOM, VIEWPORT_PX)).toBe(0);
    expect(scrollTopPx(laidOut([]), SETTLED_AT_BOTTOM, VIEWPORT_PX)).toBe(0);
  });

  it.each([0, 7, 22, 30, 333, 1_980])('survives a round trip at %i px', (px) => {
    const layout = laidOut(rows(1, 101), [0, 1, 40]);
    expect(scrollTopPx(layout, positionAt(layout, px), VIEWPORT_PX)).toBe(px);
  });

  it('goes to the next row when its own is gone', () => {
    const layout = laidOut([...rows(1, 11), ...rows(20, 60)]);
    expect(scrollTopPx(layout, { kind: 'row', id: 15, offsetPx: 0 }, VIEWPORT_PX)).toBe(10 * ROW_PX);
  });

  it('is held by the chosen row while that is wholly visible, else by the uppermost one', () => {
    const layout = laidOut(rows(1, 101));
    expect(heldPosition(layout, 13, 220, VIEWPORT_PX)).toEqual({ kind: 'row', id: 13, offsetPx: 44 });
    expect(heldPosition(layout, 50, 225, VIEWPORT_PX)).toEqual({ kind: 'row', id: 11, offsetPx: -5 });
    expect(heldPosition(layout, 11, 225, VIEWPORT_PX)).toEqual({ kind: 'row', id: 11, offsetPx: -5 });
  });
});

describe('revealing a row', () => {
  const layout = laidOut(rows(1, 101));

  function revealed(id: number, place: 'nearest' | 'centre', scrolledPx: number): number {
    const position = revealingPosition(layout, { kind: 'reveal', id, place }, scrolledPx, VIEWPORT_PX);
    return scrollTopPx(layout, position, VIEWPORT_PX);
  }

  it('moves nothing while the row is visible', () => {
    expect(revealed(15, 'nearest', 225)).toBe(225);
  });

  it('moves just as far as needed, up or down', () => {
    expect(revealed(5, 'nearest', 225)).toBe(4 * ROW_PX);
    expect(revealed(40, 'nearest', 225)).toBe(40 * ROW_PX - VIEWPORT_PX);
  });

  it('puts the row in the middle when asked to, as far as there are rows around it', () => {
    expect(revealed(50, 'centre', 0)).toBe(49 * ROW_PX - (VIEWPORT_PX - ROW_PX) / 2);
    expect(revealed(2, 'centre', 700)).toBe(0);
  });

  it('shows the beginning of a row that is higher than the viewport', () => {
    const tall = layOut(rows(1, 4), [], {
      rowPx: ({ id }) => (id === 2 ? 900 : ROW_PX),
      markerPx: MARKER_PX,
    });
    const position = revealingPosition(tall, { kind: 'reveal', id: 2, place: 'centre' }, 0, VIEWPORT_PX);
    expect(scrollTopPx(tall, position, VIEWPORT_PX)).toBe(ROW_PX);
  });
});

describe('the rows near the viewport', () => {
  it('are drawn eight rows beyond each edge', () => {
    expect(drawnRange(laidOut(rows(1, 101)), 40 * ROW_PX, VIEWPORT_PX)).toEqual({ from: 32, to: 58 });
    expect(drawnRange(laidOut(rows(1, 4)), 0, VIEWPORT_PX)).toEqual({ from: 0, to: 3 });
    expect(drawnRange(laidOut([]), 0, VIEWPORT_PX)).toEqual({ from: 0, to: 0 });
  });

  it('are visible when all of them can be seen', () => {
    const layout = laidOut(rows(1, 101));
    expect(visibleRange(layout, 40 * ROW_PX, VIEWPORT_PX)).toEqual({ from: 40, to: 50 });
    expect(visibleRange(layout, 40 * ROW_PX + 5, VIEWPORT_PX)).toEqual({ from: 41, to: 50 });
    expect(visibleRange(laidOut([]), 0, VIEWPORT_PX)).toEqual({ from: 0, to: 0 });
  });

  it('are the one that fills the viewport where none fits in', () => {
    const tall = layOut(rows(1, 3), [], { rowPx: 900, markerPx: MARKER_PX });
    expect(visibleRange(tall, 1_000, VIEWPORT_PX)).toEqual({ from: 1, to: 2 });
  });
});

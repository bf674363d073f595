import type { EntryRow } from '#contract/entry.ts';
import type { RevealPosition, RowPosition } from '../list-position.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';

/** Pixels beyond each edge of the viewport that are drawn too, so that scrolling meets no blank: eight compact rows. */
const OVERSCAN_PX = 176;

/** A position that needs nothing worked out any more. */
export type SettledPosition = RowPosition | { kind: 'bottom' };

export const SETTLED_AT_BOTTOM: SettledPosition = { kind: 'bottom' };

/** Where everything of the list stands, in pixels from the beginning of its first item. */
export interface ListLayout {
  readonly rows: readonly EntryRow[];
  /** Upper and lower edge of each row. */
  readonly topsPx: Float64Array;
  readonly bottomsPx: Float64Array;
  /** Upper edges of the markers, as they were given. */
  readonly markerTopsPx: readonly number[];
  readonly totalPx: number;
}

export interface LayoutSizes {
  /** One height for all rows, or that of each. */
  rowPx: number | ((row: EntryRow) => number);
  /** Markers are one line each: gaps, the divider of what is unread. */
  markerPx: number;
}

/**
 * Stacks rows and markers.
 * @param markerIndexes before which row each marker stands, ascending; the number of rows: after the last one.
 */
export function layOut(
  rows: readonly EntryRow[],
  markerIndexes: readonly number[],
  { rowPx, markerPx }: LayoutSizes,
): ListLayout {
  const topsPx = new Float64Array(rows.length);
  const bottomsPx = new Float64Array(rows.length);
  const markerTopsPx: number[] = [];
  let edgePx = 0;
  function stackMarkers(index: number): void {
    while (markerIndexes[markerTopsPx.length] === index) {
      markerTopsPx.push(edgePx);
      edgePx += markerPx;
    }
  }
  rows.forEach((row, index) => {
    stackMarkers(index);
    topsPx[index] = edgePx;
    edgePx += typeof rowPx === 'number' ? rowPx : rowPx(row);
    bottomsPx[index] = edgePx;
  });
  stackMarkers(rows.length);
  return { rows, topsPx, bottomsPx, markerTopsPx, totalPx: edgePx };
}

export function maxScrollTopPx({ totalPx }: ListLayout, viewportPx: number): number {
  return Math.max(0, totalPx - viewportPx);
}

/** How far the list has to be scrolled to stand there. */
export function scrollTopPx(layout: ListLayout, position: SettledPosition, viewportPx: number): number {
  const max = maxScrollTopPx(layout, viewportPx);
  if (position.kind === 'bottom') return max;
  return Math.min(max, Math.max(0, rowTopPx(layout, position.id) - position.offsetPx));
}

/** The position that `scrollTopPx` turns back into this scroll offset. */
export function positionAt(layout: ListLayout, scrolledPx: number): SettledPosition {
  const index = Math.min(layout.rows.length - 1, firstIndexBelow(layout.bottomsPx, scrolledPx));
  const row = layout.rows[index];
  if (row === undefined) return SETTLED_AT_BOTTOM;
  return { kind: 'row', id: row.id, offsetPx: (layout.topsPx[index] ?? 0) - scrolledPx };
}

/** Where a list that is scrolled so far has to stand for the row to be wholly visible. */
export function revealingPosition(
  layout: ListLayout,
  { id, place }: RevealPosition,
  scrolledPx: number,
  viewportPx: number,
): SettledPosition {
  const index = rowIndexAtOrAfter(layout.rows, id);
  const topPx = layout.topsPx[index];
  const bottomPx = layout.bottomsPx[index];
  if (topPx === undefined || bottomPx === undefined) return positionAt(layout, scrolledPx);
  const isTall = bottomPx - topPx > viewportPx;
  if (place === 'centre') {
    const offsetPx = isTall ? 0 : Math.round((viewportPx - (bottomPx - topPx)) / 2);
    return { kind: 'row', id, offsetPx };
  }
  if (topPx < scrolledPx || isTall) return { kind: 'row', id, offsetPx: 0 };
  if (bottomPx > scrolledPx + viewportPx) return positionAt(layout, bottomPx - viewportPx);
  return positionAt(layout, scrolledPx);
}

/**
 * What is under the eyes: the chosen row if it is wholly visible, else the uppermost one, and how far below the upper edge
 * it stands.
 */
export function heldPosition(
  layout: ListLayout,
  selectedId: number | null,
  scrolledPx: number,
  viewportPx: number,
): SettledPosition {
  if (selectedId !== null && isWhollyVisible(layout, selectedId, scrolledPx, viewportPx)) {
    return { kind: 'row', id: selectedId, offsetPx: rowTopPx(layout, selectedId) - scrolledPx };
  }
  return positionAt(layout, scrolledPx);
}

export function isWhollyVisible(
  layout: ListLayout,
  id: number,
  scrolledPx: number,
  viewportPx: number,
): boolean {
  const index = rowIndexAtOrAfter(layout.rows, id);
  const topPx = layout.topsPx[index] ?? Number.NEGATIVE_INFINITY;
  return topPx >= scrolledPx && (layout.bottomsPx[index] ?? 0) <= scrolledPx + viewportPx;
}

/** A stretch of rows: `from` inclusive, `to` exclusive. */
export interface RowRange {
  from: number;
  to: number;
}

/** The rows to draw. */
export function drawnRange(layout: ListLayout, scrolledPx: number, viewportPx: number): RowRange {
  const from = firstIndexBelow(layout.bottomsPx, scrolledPx - OVERSCAN_PX);
  const to = firstIndexAtOrBelow(layout.topsPx, scrolledPx + viewportPx + OVERSCAN_PX);
  return { from: Math.min(from, to), to };
}

/** The rows that can be seen whole; a single one that is higher than the viewport counts as well. */
export function visibleRange(layout: ListLayout, scrolledPx: number, viewportPx: number): RowRange {
  const from = firstIndexAtOrBelow(layout.topsPx, scrolledPx);
  const to = firstIndexBelow(layout.bottomsPx, scrolledPx + viewportPx);
  if (to > from || layout.rows.length === 0) return { from, to: Math.max(from, to) };
  const only = Math.min(layout.rows.length - 1, firstIndexBelow(layout.bottomsPx, scrolledPx));
  return { from: only, to: only + 1 };
}

/** Upper edge of the row, or of the next one if it is gone; the lower end of all when there is none. */
function rowTopPx({ rows, topsPx, totalPx }: ListLayout, id: number): number {
  return topsPx[rowIndexAtOrAfter(rows, id)] ?? totalPx;
}

/** Index of the first edge greater than `px`; the number of edges if there is none. */
function firstIndexBelow(edgesPx: Float64Array, px: number): number {
  let low = 0;
  let high = edgesPx.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edgesPx[middle] ?? 0) <= px) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first edge at `px` or greater; the number of edges if there is none. */
function firstIndexAtOrBelow(edgesPx: Float64Array, px: number): number {
  let low = 0;
  let high = edgesPx.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edgesPx[middle] ?? 0) < px) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { EntryRow } from '#contract/entry.ts';
import { rowIndexAtOrAfter } from './row-window.ts';

/** Every row is one line of this height, so that any place in the list is a multiplication away. */
export const ROW_HEIGHT_PX = 22;

/** Rows drawn beyond each edge of the viewport, so that scrolling meets no blank. With a screen of 60 rows: 76 in all. */
const OVERSCAN_ROWS = 8;

/**
 * Where the list stands: at its newest row, or with the row `id` (if it is gone, the next one) `offsetPx` below the
 * viewport's upper edge. Kept by id, so rows may come and go above without moving what is under the eyes.
 */
export type ListPosition = { kind: 'bottom' } | { kind: 'row'; id: number; offsetPx: number };

export const AT_BOTTOM: ListPosition = { kind: 'bottom' };

export function maxScrollTopPx(rowCount: number, viewportPx: number): number {
  return Math.max(0, rowCount * ROW_HEIGHT_PX - viewportPx);
}

export function scrollTopPx(position: ListPosition, rows: readonly EntryRow[], viewportPx: number): number {
  const max = maxScrollTopPx(rows.length, viewportPx);
  if (position.kind === 'bottom') return max;
  const top = rowIndexAtOrAfter(rows, position.id) * ROW_HEIGHT_PX - position.offsetPx;
  return Math.min(max, Math.max(0, top));
}

/** The position that `scrollTopPx` turns back into this scroll offset. */
export function positionAt(scrolledPx: number, rows: readonly EntryRow[]): ListPosition {
  const index = Math.max(0, Math.min(rows.length - 1, Math.floor(scrolledPx / ROW_HEIGHT_PX)));
  const row = rows[index];
  if (row === undefined) return AT_BOTTOM;
  return { kind: 'row', id: row.id, offsetPx: index * ROW_HEIGHT_PX - scrolledPx };
}

/** The rows to draw: `from` inclusive, `to` exclusive. */
export function drawnRange(
  scrolledPx: number,
  viewportPx: number,
  rowCount: number,
): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolledPx / ROW_HEIGHT_PX) - OVERSCAN_ROWS);
  const to = Math.min(rowCount, Math.ceil((scrolledPx + viewportPx) / ROW_HEIGHT_PX) + OVERSCAN_ROWS);
  return { from: Math.min(from, to), to };
}

/** The position nearest to the present one in which the row at `index` is wholly visible. */
export function positionShowing(
  index: number,
  position: ListPosition,
  rows: readonly EntryRow[],
  viewportPx: number,
): ListPosition {
  const top = scrollTopPx(position, rows, viewportPx);
  const rowTop = index * ROW_HEIGHT_PX;
  if (rowTop < top) return positionAt(rowTop, rows);
  if (rowTop + ROW_HEIGHT_PX > top + viewportPx) {
    return positionAt(rowTop + ROW_HEIGHT_PX - viewportPx, rows);
  }
  return position.kind === 'bottom' ? positionAt(top, rows) : position;
}

/** The position with the row `id` in the middle of the viewport. */
export function positionCentring(id: number, viewportPx: number): ListPosition {
  return { kind: 'row', id, offsetPx: Math.max(0, (viewportPx - ROW_HEIGHT_PX) / 2) };
}

/** The position after the viewport's height has changed: a chosen row that was in sight stays in sight. */
export function positionKeepingSelected(
  list: { selectedId: number | null; position: ListPosition; window: { rows: readonly EntryRow[] } },
  oldViewportPx: number,
  newViewportPx: number,
): ListPosition {
  const { selectedId, position } = list;
  const { rows } = list.window;
  if (selectedId === null || heldRowId(list, oldViewportPx) !== selectedId) return position;
  return positionShowing(rowIndexAtOrAfter(rows, selectedId), position, rows, newViewportPx);
}

/** What is under the eyes while the list stands still: the chosen row if it is visible, else the uppermost one. */
export function heldRowId(
  list: { selectedId: number | null; position: ListPosition; window: { rows: readonly EntryRow[] } },
  viewportPx: number,
): number | undefined {
  const { selectedId, position } = list;
  const { rows } = list.window;
  const top = scrollTopPx(position, rows, viewportPx);
  if (selectedId !== null) {
    const rowTop = rowIndexAtOrAfter(rows, selectedId) * ROW_HEIGHT_PX;
    if (rowTop >= top && rowTop + ROW_HEIGHT_PX <= top + viewportPx) return selectedId;
  }
  return position.kind === 'row' ? position.id : undefined;
}

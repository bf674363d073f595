import type { VisibleColumn } from './list-columns.ts';
import { NARROWEST_COLUMN_PX, WIDEST_COLUMN_PX } from './list-columns.ts';

/** So that the last letter does not touch the edge. */
const SPARE_PX = 4;

/** The width at which the column shows all that its drawn cells and its head hold. */
export function fittingWidthPx({ id, kind }: VisibleColumn): number {
  let widestPx = NARROWEST_COLUMN_PX;
  const head = document.querySelector<HTMLElement>(`[data-column="${CSS.escape(id)}"]`)?.parentElement;
  const index =
    head === null || head === undefined ? -1 : [...(head.parentElement?.children ?? [])].indexOf(head);
  for (const cell of document.querySelectorAll<HTMLElement>(`#log-entries-rows > .entry > .cell-${kind}`)) {
    // Several raw fields are of one kind: the place tells them apart.
    if (index === -1 || cell.parentElement?.children[index] === cell) {
      widestPx = Math.max(widestPx, cell.scrollWidth + SPARE_PX);
    }
  }
  return Math.min(WIDEST_COLUMN_PX, Math.max(widestPx, titleWidthPx(head ?? null)));
}

function titleWidthPx(head: HTMLElement | null): number {
  const title = head?.querySelector<HTMLElement>('.head-title');
  return title === null || title === undefined ? 0 : title.scrollWidth + 3 * SPARE_PX;
}

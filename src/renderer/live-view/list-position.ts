/**
 * Where the list stands, without pixels of any row: at its newest row; with the row `id` (if it is gone, the next one)
 * `offsetPx` below the viewport's upper edge; or where it has to go to make a row visible, which the list itself
 * works out. Kept by id, so rows may come and go above without moving what is under the eyes.
 */
export type ListPosition = { kind: 'bottom' } | RowPosition | RevealPosition;

export interface RowPosition {
  kind: 'row';
  id: number;
  offsetPx: number;
}

export interface RevealPosition {
  kind: 'reveal';
  id: number;
  /** `nearest`: as little movement as possible, none if it is visible; `centre`: in the middle of the viewport. */
  place: 'nearest' | 'centre';
}

export const AT_BOTTOM: ListPosition = { kind: 'bottom' };

/** The row `id` at the upper edge. */
export function atTop(id: number): RowPosition {
  return { kind: 'row', id, offsetPx: 0 };
}

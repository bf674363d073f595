import type { ListColumn } from '../../state/settings.ts';
import { LIST_COLUMNS } from '../../state/settings.ts';
import { NARROWEST_COLUMN_PX, WIDEST_COLUMN_PX } from './list-columns.ts';

/** Raw fields that a list can show at once: each is read for every row. */
export const MOST_RAW_COLUMNS = 8;

export function isShown(columns: readonly ListColumn[], id: string): boolean {
  return columns.some((column) => column.id === id);
}

/** Everything that can be chosen, in the order of the list and then as it stands in the catalogue. */
export function choosableColumns(columns: readonly ListColumn[]): string[] {
  return [
    ...columns.map(({ id }) => id),
    ...LIST_COLUMNS.filter((id) => columns.every((column) => column.id !== id)),
  ];
}

/** Shows a column or takes it away. The last one stays: a list of nothing is no list. */
export function withColumnToggled(columns: readonly ListColumn[], id: string): ListColumn[] {
  if (isShown(columns, id)) {
    return columns.length === 1 ? [...columns] : columns.filter((column) => column.id !== id);
  }
  const added: ListColumn = { id, widthPx: null };
  // The message takes the room that is left, so what is new stands before it.
  const before = columns.findIndex((column) => column.id === 'message');
  return columns.toSpliced(before === -1 ? columns.length : before, 0, added);
}

/** Moves a column by `delta` places, as far as there are places. */
export function withColumnMoved(columns: readonly ListColumn[], id: string, delta: number): ListColumn[] {
  const from = columns.findIndex((column) => column.id === id);
  const column = columns[from];
  if (column === undefined) return [...columns];
  const to = Math.max(0, Math.min(columns.length - 1, from + delta));
  return columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** Puts a column where another one stands. */
export function withColumnAt(columns: readonly ListColumn[], id: string, placeOf: string): ListColumn[] {
  const from = columns.findIndex((column) => column.id === id);
  const to = columns.findIndex((column) => column.id === placeOf);
  return from === -1 || to === -1 ? [...columns] : withColumnMoved(columns, id, to - from);
}

/** @param widthPx null: as wide as it is by itself. */
export function withColumnWidth(
  columns: readonly ListColumn[],
  id: string,
  widthPx: number | null,
): ListColumn[] {
  const width =
    widthPx === null ? null : Math.round(Math.min(WIDEST_COLUMN_PX, Math.max(NARROWEST_COLUMN_PX, widthPx)));
  return columns.map((column) => (column.id === id ? { ...column, widthPx: width } : column));
}

import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS } from '#contract/export-format.ts';

/** Most columns that a file can have. Source: the contract's request. */
export const MOST_COLUMNS = 256;

/** The columns of every entry that are not chosen, in the order of the catalogue. */
export function unchosenColumns(columns: readonly string[]): string[] {
  return EXPORT_COLUMNS.filter((column) => !columns.includes(column));
}

/** With one more at the end; one that is there already, or one too many, changes nothing. */
export function withColumn(columns: readonly string[], column: string): readonly string[] {
  const name = column.trim();
  if (name === '' || columns.includes(name) || columns.length >= MOST_COLUMNS) return columns;
  return [...columns, name];
}

/** The last one stays: a file of nothing is no file. */
export function withoutColumn(columns: readonly string[], column: string): readonly string[] {
  return columns.length === 1 ? columns : columns.filter((each) => each !== column);
}

/** Moves a column by `delta` places, as far as there are places. */
export function withColumnMoved(
  columns: readonly string[],
  column: string,
  delta: number,
): readonly string[] {
  const from = columns.indexOf(column);
  if (from === -1) return columns;
  const to = Math.max(0, Math.min(columns.length - 1, from + delta));
  return to === from ? columns : columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** Puts a column where another one stands. */
export function withColumnAt(columns: readonly string[], column: string, placeOf: string): readonly string[] {
  const from = columns.indexOf(column);
  const to = columns.indexOf(placeOf);
  return from === -1 || to === -1 ? columns : withColumnMoved(columns, column, to - from);
}

/** Whether these are the columns that a file has when nobody chooses, in their order. */
export function areDefaultColumns(columns: readonly string[]): boolean {
  return columns.join('\n') === DEFAULT_EXPORT_COLUMNS.join('\n');
}

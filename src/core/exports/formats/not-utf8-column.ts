import type { ColumnSource, SchemaElement } from 'hyparquet-writer';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import type { ParquetColumn } from './parquet-column.ts';
import { PARQUET_STRING, PARQUET_TEXT_SOURCE } from './parquet-column.ts';

/** The last column of a Parquet file. No field of a journal has such a name. */
export const NOT_UTF8_COLUMN = 'not_utf8';

/**
 * Keeps what Parquet's texts cannot hold: where bytes were replaced by U+FFFD in a row, a JSON object with the columns' names as
 * keys and the bytes as base64, for a column with several values a list of all of them. null in every other row.
 */
export class NotUtf8Column implements ParquetColumn {
  readonly schema: SchemaElement = { name: NOT_UTF8_COLUMN, ...PARQUET_STRING };
  #notes: Record<string, string | string[]> | undefined;
  #values: (string | null)[] = [];
  #usedBytes = 0;

  /** What the values take that were added since the group began. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** For the row that is added next. */
  note(column: string, values: readonly StoredValue[]): void {
    const texts = values.map((value) => Buffer.from(value).toString('base64'));
    const [first = ''] = texts;
    this.#notes ??= {};
    this.#notes[column] = texts.length === 1 ? first : texts;
  }

  add(_entry: ExportEntry, row: number): void {
    const json = this.#notes === undefined ? null : JSON.stringify(this.#notes);
    this.#values[row] = json;
    this.#usedBytes += json?.length ?? 0;
    this.#notes = undefined;
  }

  source(rows: number): ColumnSource {
    const data = this.#values.slice(0, rows);
    this.#values = [];
    this.#usedBytes = 0;
    return { name: this.schema.name, data, ...PARQUET_TEXT_SOURCE };
  }
}

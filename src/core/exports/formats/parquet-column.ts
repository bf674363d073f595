import type { ColumnSource, SchemaElement } from 'hyparquet-writer';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import type { ExportColumn } from './export-column.ts';
import { exportColumn } from './export-column.ts';
import type { TextArena } from './text-arena.ts';

/** One column of the group of rows that is being filled. */
export interface ParquetColumn {
  readonly schema: SchemaElement;
  /** Takes the entry's value as that of the row with this number in the group. */
  add(entry: ExportEntry, row: number): void;
  /** The values of the group's first `rows` rows. They are only valid until the next group begins. */
  source(rows: number): ColumnSource;
}

/** Texts whose bytes are no UTF-8, as they are met in a row: Parquet's own texts are UTF-8 and nothing else. */
export type NoteNotUtf8 = (column: string, values: readonly StoredValue[]) => void;

export interface ParquetColumnOptions {
  /** Most rows of a group. */
  rows: number;
  arena: TextArena;
  noteNotUtf8: NoteNotUtf8;
}

/** How a column of an export stands in a Parquet file. */
export function parquetColumn(name: string, options: ParquetColumnOptions): ParquetColumn {
  const column = exportColumn(name);
  switch (column.kind) {
    case 'time':
      return new WholeNumberColumn({ name, ...TIMESTAMP }, column.read, options.rows);
    case 'number':
      return name === 'pid'
        ? new PidColumn(name, column.read)
        : new WholeNumberColumn({ name, type: 'INT64' }, (entry) => column.read(entry) ?? 0, options.rows);
    case 'word':
      return new RepeatedTextColumn(name, column.read, options);
    case 'text':
      return column.repeats
        ? new RepeatedTextColumn(name, column.read, options)
        : new TextColumn(name, oneOrNone(column), options);
    case 'field':
      return new TextColumn(name, column.read, options);
    default:
      return column satisfies never;
  }
}

/** Microseconds in UTC, as `TIMESTAMP WITH TIME ZONE` to SQL. */
const TIMESTAMP = {
  type: 'INT64',
  converted_type: 'TIMESTAMP_MICROS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
} as const;

/** Text, `VARCHAR` to SQL; may be null. */
export const PARQUET_STRING = {
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
  repetition_type: 'OPTIONAL',
} as const;

function oneOrNone(
  column: Extract<ExportColumn, { kind: 'text' }>,
): (entry: ExportEntry) => readonly StoredValue[] {
  return (entry) => {
    const value = column.read(entry);
    return value === null ? [] : [value];
  };
}

/** Ids and times. They mostly rise by little, so the differences are stored. */
class WholeNumberColumn implements ParquetColumn {
  readonly schema: SchemaElement;
  readonly #read: (entry: ExportEntry) => number;
  readonly #values: BigInt64Array;

  constructor(element: SchemaElement, read: (entry: ExportEntry) => number, rows: number) {
    this.schema = { ...element, repetition_type: 'REQUIRED' };
    this.#read = read;
    this.#values = new BigInt64Array(rows);
  }

  add(entry: ExportEntry, row: number): void {
    this.#values[row] = BigInt(this.#read(entry));
  }

  source(rows: number): ColumnSource {
    return {
      name: this.schema.name,
      data: this.#values.subarray(0, rows),
      encoding: 'DELTA_BINARY_PACKED',
      offsetIndex: false,
    };
  }
}

class PidColumn implements ParquetColumn {
  readonly schema: SchemaElement;
  readonly #read: (entry: ExportEntry) => number | null;
  readonly #values: (number | null)[] = [];

  constructor(name: string, read: (entry: ExportEntry) => number | null) {
    this.schema = { name, type: 'INT32', repetition_type: 'OPTIONAL' };
    this.#read = read;
  }

  add(entry: ExportEntry, row: number): void {
    this.#values[row] = this.#read(entry);
  }

  source(rows: number): ColumnSource {
    return { name: this.schema.name, data: this.#values.slice(0, rows), offsetIndex: false };
  }
}

/** Statistics are for numbers: they would keep the largest text of every group in memory until the file ends. */
export const PARQUET_TEXT_SOURCE = { statistics: false, offsetIndex: false } as const;

/** Texts of which there are few: the store's own strings, which the library makes a dictionary of. */
class RepeatedTextColumn implements ParquetColumn {
  readonly schema: SchemaElement;
  readonly #read: (entry: ExportEntry) => StoredValue | null;
  readonly #noteNotUtf8: NoteNotUtf8;
  readonly #values: (string | null)[] = [];

  constructor(
    name: string,
    read: (entry: ExportEntry) => StoredValue | null,
    { noteNotUtf8 }: ParquetColumnOptions,
  ) {
    this.schema = { name, ...PARQUET_STRING };
    this.#read = read;
    this.#noteNotUtf8 = noteNotUtf8;
  }

  add(entry: ExportEntry, row: number): void {
    const value = this.#read(entry);
    if (Buffer.isBuffer(value)) this.#noteNotUtf8(this.schema.name, [value]);
    this.#values[row] = Buffer.isBuffer(value) ? value.toString('utf8') : value;
  }

  source(rows: number): ColumnSource {
    return { name: this.schema.name, data: this.#values.slice(0, rows), ...PARQUET_TEXT_SOURCE };
  }
}

/** Texts that may be long and all different. Several values stand one below the other. */
class TextColumn implements ParquetColumn {
  readonly schema: SchemaElement;
  readonly #read: (entry: ExportEntry) => readonly StoredValue[];
  readonly #arena: TextArena;
  readonly #noteNotUtf8: NoteNotUtf8;
  #values: (Uint8Array | null)[] = [];

  constructor(
    name: string,
    read: (entry: ExportEntry) => readonly StoredValue[],
    { arena, noteNotUtf8 }: ParquetColumnOptions,
  ) {
    this.schema = { name, ...PARQUET_STRING };
    this.#read = read;
    this.#arena = arena;
    this.#noteNotUtf8 = noteNotUtf8;
  }

  add(entry: ExportEntry, row: number): void {
    const values = this.#read(entry);
    if (values.some((value) => typeof value !== 'string')) this.#noteNotUtf8(this.schema.name, values);
    const [first] = values;
    if (first === undefined) this.#values[row] = null;
    else if (values.length === 1) this.#values[row] = this.#arena.add(first);
    else this.#values[row] = this.#arena.add(values.map((value) => value.toString()).join('\n'));
  }

  source(rows: number): ColumnSource {
    const data = this.#values.slice(0, rows);
    // What is kept here would keep its memory, and a single text may have megabytes.
    this.#values = [];
    return { name: this.schema.name, data, ...PARQUET_TEXT_SOURCE };
  }
}

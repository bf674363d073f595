import { gzipSync, zstdCompressSync, constants } from 'node:zlib';
import type { SchemaElement } from 'hyparquet-writer';
import { ParquetWriter } from 'hyparquet-writer';
import type { ExportCompression } from '#contract/export-format.ts';
import type { ExportEntry } from '../export-entry.ts';
import { GZIP_LEVEL, ZSTD_LEVEL } from '../files/compression-levels.ts';
import type { ExportFormat, ExportFormatOptions, ExportOutput, RowEncoder } from './export-format.ts';
import { NOT_UTF8_COLUMN, NotUtf8Column } from './not-utf8-column.ts';
import type { ParquetColumn } from './parquet-column.ts';
import { parquetColumn } from './parquet-column.ts';
import { ParquetOutput } from './parquet-output.ts';
import { TextArena } from './text-arena.ts';

/**
 * A group of rows ends at so many rows or bytes of text. Readers like larger groups, but all of a group is in memory: with 50,000
 * rows an export of 300,000 entries took 30 to 60 MB more and was no faster.
 */
const GROUP_ROWS = 20_000;
const GROUP_BYTES = 8 * 1024 * 1024;

/** What a value takes that is a number or one of few texts, as it stands in the file: differences, places in a dictionary. */
const SMALL_VALUE_BYTES = 2;

const CODECS = { none: 'UNCOMPRESSED', gzip: 'GZIP', zstd: 'ZSTD' } as const satisfies Record<
  ExportCompression,
  string
>;

const COMPRESSORS = {
  GZIP: (bytes: Uint8Array) => gzipSync(bytes, { level: GZIP_LEVEL }),
  ZSTD: (bytes: Uint8Array) =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } }),
};

/**
 * Apache Parquet (https://parquet.apache.org): typed columns in groups of rows, for DuckDB, pandas, Spark and the like.
 *
 * - `time` and `received_time` are TIMESTAMP in microseconds UTC, `id` and `time_unix_us` INT64, `pid` INT32, all others STRING.
 * - A missing value is null. Several values of one raw field stand in one text, separated by line feeds.
 * - Texts are UTF-8. Bytes that are none become U+FFFD, and the column `not_utf8`, which every file has as its last, keeps them.
 * - Two columns of one name are one.
 * - Compression works inside the file, on the pages of columns, so that readers still read only what they need.
 */
export const parquetFormat: ExportFormat = {
  name: 'parquet',
  // Source: IANA, application/vnd.apache.parquet.
  contentType: () => 'application/vnd.apache.parquet',
  needsAllFields: false,
  isText: false,
  createEncoder: (options) => new ParquetEncoder(options),
};

class ParquetEncoder implements RowEncoder {
  readonly #codec: (typeof CODECS)[ExportCompression];
  readonly #arena = new TextArena(GROUP_BYTES);
  readonly #notUtf8 = new NotUtf8Column();
  readonly #columns: readonly ParquetColumn[];
  #file: { writer: ParquetWriter; bytes: ParquetOutput } | undefined;
  #rows = 0;

  constructor({ columns, compression }: ExportFormatOptions) {
    this.#codec = CODECS[compression];
    const names = new Set(columns);
    names.delete(NOT_UTF8_COLUMN);
    const options = {
      rows: GROUP_ROWS,
      arena: this.#arena,
      noteNotUtf8: this.#notUtf8.note.bind(this.#notUtf8),
    };
    // Last, as it gathers what those before it meet in a row.
    this.#columns = [...[...names].map((name) => parquetColumn(name, options)), this.#notUtf8];
  }

  get pendingBytes(): number {
    return (
      this.#arena.usedBytes + this.#notUtf8.usedBytes + this.#rows * this.#columns.length * SMALL_VALUE_BYTES
    );
  }

  begin(output: ExportOutput): void {
    const schema: SchemaElement[] = [
      { name: 'entries', num_children: this.#columns.length },
      ...this.#columns.map((column) => column.schema),
    ];
    const bytes = new ParquetOutput(output);
    const writer = new ParquetWriter({
      writer: bytes,
      schema,
      codec: this.#codec,
      compressors: COMPRESSORS,
      createdBy: 'hydrant',
    });
    bytes.flush();
    this.#file = { writer, bytes };
  }

  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    for (const column of this.#columns) column.add(entry, this.#rows);
    this.#rows += 1;
    const textBytes = this.#arena.usedBytes + this.#notUtf8.usedBytes;
    if (this.#rows === GROUP_ROWS || textBytes >= GROUP_BYTES) this.#writeGroup(output);
  }

  end(output: ExportOutput): void {
    if (this.#rows > 0) this.#writeGroup(output);
    const { writer, bytes } = this.#begun();
    bytes.output = output;
    // Without a promise, as our output waits for nothing.
    void writer.finish();
    this.#file = undefined;
  }

  #writeGroup(output: ExportOutput): void {
    const { writer, bytes } = this.#begun();
    bytes.output = output;
    const rows = this.#rows;
    const columnData = this.#columns.map((column) => column.source(rows));
    void writer.write({ columnData, rowGroupSize: rows });
    this.#rows = 0;
    this.#arena.clear();
  }

  #begun(): { writer: ParquetWriter; bytes: ParquetOutput } {
    if (this.#file === undefined) throw new Error('a Parquet file was not begun');
    return this.#file;
  }
}

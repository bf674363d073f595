import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetRead } from 'hyparquet';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import { NOT_UTF8_COLUMN } from '../../exports/formats/not-utf8-column.ts';
import { notUtf8Values } from './not-utf8-values.ts';
import { parquetColumns } from './parquet-file.ts';
import { PARQUET_PARSERS, parquetValueAsJson } from './parquet-values.ts';

/** Row groups are read whole. Most programs write at most 128 MiB. */
const MAX_GROUP_BYTES = 512 * 1024 * 1024;
const CHUNK_LENGTH = 64 * 1024;

const COMPRESSORS: Compressors = {
  GZIP: (input, size) => gunzipSync(input, { maxOutputLength: Math.max(1, size) }),
  ZSTD: (input, size) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (input, size) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, size) }),
};

/**
 * The rows of one row group as JSON Lines, each chunk with memory of its own. A damaged one may make this run without end and take
 * all the memory there is, so let it run where it can be ended.
 * @throws Error when the group is damaged or too large, and what reading throws.
 */
export async function* readParquetGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  index: number,
): AsyncGenerator<Buffer> {
  const group = metadata.row_groups[index];
  if (group === undefined) throw new Error(`there is no row group ${String(index)}`);
  if (Number(group.total_byte_size) > MAX_GROUP_BYTES) {
    throw new Error(`they form a group of more than ${String(MAX_GROUP_BYTES)} bytes`);
  }
  const rowStart = firstRowOf(metadata, index);
  const rowEnd = rowStart + Number(group.num_rows);
  const columns = parquetColumns(metadata).map((column) => ({ ...column, values: new ColumnValues() }));
  await parquetRead({
    file,
    metadata,
    rowStart,
    rowEnd,
    utf8: false,
    compressors: COMPRESSORS,
    parsers: PARQUET_PARSERS,
    geoparquet: false,
    onChunk: ({ columnName, rowStart: firstRow, columnData }) => {
      const column = columns.find(({ name }) => name === columnName);
      column?.values.add(firstRow, columnData as ArrayLike<unknown>);
    },
  });
  // A damaged file may announce more rows than there is room for on any disk.
  if (!columns.every(({ values }) => values.covers(rowStart, rowEnd))) {
    throw new Error('a column has fewer values than the group has rows');
  }
  const notes =
    metadata.created_by === 'hydrant' ? columns.find(({ name }) => name === NOT_UTF8_COLUMN) : undefined;
  const members = columns
    .filter((column) => column !== notes)
    .map((column) => ({ ...column, key: `${JSON.stringify(column.name)}:` }));
  let text = '';
  for (let row = rowStart; row < rowEnd; row += 1) {
    const bytesByColumn = notUtf8Values(notes?.values.at(row));
    const line = members.map(({ name, key, isLocal, values }) => {
      const value = values.at(row);
      return key + parquetValueAsJson(bytesByColumn?.get(name) ?? value, isLocal);
    });
    text += `{${line.join(',')}}\n`;
    if (text.length < CHUNK_LENGTH) continue;
    yield bufferOf(text);
    text = '';
  }
  if (text !== '') yield bufferOf(text);
}

/** How many rows stand before a row group. */
export function firstRowOf({ row_groups: groups }: FileMetaData, index: number): number {
  return groups.slice(0, index).reduce((rows, group) => rows + Number(group.num_rows), 0);
}

/** The values of one column, in the pieces in which they are read. */
class ColumnValues {
  readonly #pieces: { firstRow: number; values: ArrayLike<unknown> }[] = [];
  #piece = 0;

  add(firstRow: number, values: ArrayLike<unknown>): void {
    this.#pieces.push({ firstRow, values });
  }

  /** Whether there is a value for each of these rows. */
  covers(firstRow: number, endRow: number): boolean {
    let next = firstRow;
    for (const piece of this.#pieces) {
      if (piece.firstRow > next) return false;
      next = Math.max(next, piece.firstRow + piece.values.length);
    }
    return next >= endRow;
  }

  /** Rows are asked for in ascending order. */
  at(row: number): unknown {
    let piece = this.#pieces[this.#piece];
    while (piece !== undefined && row >= piece.firstRow + piece.values.length) {
      this.#piece += 1;
      piece = this.#pieces[this.#piece];
    }
    return piece?.values[row - piece.firstRow];
  }
}

function bufferOf(text: string): Buffer {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  buffer.write(text);
  return buffer;
}

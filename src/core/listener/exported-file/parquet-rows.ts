import type { AsyncBuffer, FileMetaData, RowGroup } from 'hyparquet';
import { AppError } from '#contract/errors.ts';
import { missingColumns } from '../../parser/exported-file/file-columns.ts';
import { MAX_KEPT_BYTES } from '../../parser/source-parser.ts';
import type { FileBytes } from './file-bytes.ts';
import { parquetColumns, readParquetMetadata } from './parquet-file.ts';
import { firstRowOf } from './parquet-group.ts';
import { ParquetThread, type ParquetThreadOptions } from './parquet-thread.ts';
import { ownBytes } from './read-at.ts';
import { unknownFormat } from './recognise-layout.ts';
import { unreadableRowsLine } from './unreadable-rows.ts';

/** The rows of a Parquet file, as JSON Lines. */
export class ParquetRows {
  /** The times of its column `time` are those of clocks whose zone is not told, and nothing else tells the time. */
  readonly hasZonelessTimes: boolean;
  readonly #file: FileBytes;
  readonly #metadata: FileMetaData;
  readonly #options: ParquetThreadOptions;

  private constructor(file: FileBytes, metadata: FileMetaData, options: ParquetThreadOptions) {
    this.#file = file;
    this.#metadata = metadata;
    this.#options = options;
    const columns = parquetColumns(metadata);
    this.hasZonelessTimes =
      columns.some(({ name, isLocal }) => name === 'time' && isLocal) &&
      !columns.some(({ name }) => name === 'time_unix_us');
  }

  /**
   * @throws AppError `file.unknown-format`: it lacks a column; `file.failed`: it is damaged or not complete.
   */
  static async open(file: FileBytes, options: ParquetThreadOptions = {}): Promise<ParquetRows> {
    let metadata: FileMetaData;
    try {
      metadata = await readParquetMetadata(asyncBuffer(file));
    } catch (error) {
      throw error instanceof AppError ? error : damaged(file.path, error);
    }
    const missing = missingColumns(parquetColumns(metadata).map(({ name }) => name));
    if (missing.length > 0)
      throw unknownFormat(file.path, `has no column ${missing.join(' and no column ')}`);
    return new ParquetRows(file, metadata, options);
  }

  /**
   * The rows in order, and in place of a row group that cannot be read a line that says so. Each chunk has memory of its own.
   * @throws AppError `file.failed` where the file cannot be read any further.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    await using thread = new ParquetThread(this.#file, this.#options);
    for (const [index, group] of this.#metadata.row_groups.entries()) {
      if (this.#options.signal?.aborted === true) return;
      try {
        yield* thread.rows(index);
      } catch (error) {
        // The disk's fault, and not the group's.
        if (error instanceof AppError || !(error instanceof Error)) throw error;
        yield ownBytes(Buffer.from(await this.#unreadable(group, index, error)));
      }
    }
  }

  async #unreadable(group: RowGroup, index: number, { message }: Error): Promise<string> {
    const chunks = group.columns.flatMap(({ meta_data: chunk }) => (chunk === undefined ? [] : [chunk]));
    // What a damaged footer says may lie anywhere.
    const starts = chunks
      .map((chunk) => Number(chunk.dictionary_page_offset ?? chunk.data_page_offset))
      .filter((offset) => offset >= 0 && offset <= this.#file.sizeBytes);
    const start = Math.min(this.#file.sizeBytes, ...starts);
    const announced = chunks.reduce((sum, chunk) => sum + Number(chunk.total_compressed_size), 0);
    const isThere = announced >= 0 && start + announced <= this.#file.sizeBytes;
    const sizeBytes = isThere ? announced : this.#file.sizeBytes - start;
    const firstRow = firstRowOf(this.#metadata, index) + 1;
    const lastRow = firstRow + Number(group.num_rows) - 1;
    return unreadableRowsLine({
      reason: `rows ${String(firstRow)} to ${String(lastRow)} of the Parquet file cannot be read: ${message}`,
      bytes: await this.#file.read(start, start + Math.min(sizeBytes, MAX_KEPT_BYTES)),
      sizeBytes,
    });
  }
}

function asyncBuffer(file: FileBytes): AsyncBuffer {
  return {
    byteLength: file.sizeBytes,
    async slice(start, end = file.sizeBytes) {
      if (!(start >= 0 && start <= end)) throw new Error('its footer points outside the file');
      return (await file.read(start, end)).buffer as ArrayBuffer;
    },
  };
}

function damaged(path: string, cause: unknown): AppError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new AppError('file.failed', `The Parquet file ${path} is damaged or not complete${why}.`, {
    remedy: 'Copy it again from where it was made.',
    detail: { path },
    cause,
  });
}

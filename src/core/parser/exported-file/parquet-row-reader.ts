import { readUnreadableRows } from '../../listener/exported-file/unreadable-rows.ts';
import type { FileEntryAssembler } from './file-entry-assembler.ts';
import { JsonRowReader } from './json-row-reader.ts';
import type { FoundRow } from './row-finder.ts';
import type { RowReader, UnreadableRow } from './row-reader.ts';

/** Reads the rows of a Parquet file, as the listener hands them over: JSON Lines, and lines about rows that it could not read. */
export class ParquetRowReader implements RowReader {
  readonly #json: JsonRowReader;

  constructor(assembler: FileEntryAssembler) {
    this.#json = new JsonRowReader(assembler);
  }

  read(row: FoundRow): UnreadableRow | undefined {
    const unreadable = readUnreadableRows(row.bytes);
    if (unreadable === undefined) return this.#json.read(row);
    const { reason, bytes, sizeBytes } = unreadable;
    return { reason, instead: { bytes, sizeBytes } };
  }
}

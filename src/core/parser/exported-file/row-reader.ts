import type { FileLayout } from '../../listener/exported-file/file-layout.ts';
import { CellRowReader } from './cell-row-reader.ts';
import type { FileEntryAssembler } from './file-entry-assembler.ts';
import { JsonRowReader } from './json-row-reader.ts';
import { ParquetRowReader } from './parquet-row-reader.ts';
import { CsvRecordEnd, LineEnd, type RowEnd } from './row-end.ts';
import type { FoundRow } from './row-finder.ts';
import { splitCsvRecord, splitTsvLine } from './split-cells.ts';

/** Reads one row into the assembler. */
export interface RowReader {
  /** undefined: the draft holds an entry; else why the row is none. */
  read(row: FoundRow): UnreadableRow | undefined;
}

/** Why a row is no entry. */
export interface UnreadableRow {
  reason: string;
  /** What to keep of it, and its size; absent: the row itself. */
  instead?: { bytes: Buffer; sizeBytes: number };
}

/** Layouts whose rows Hydrant reads itself; journald's export format has a parser of its own. */
export type RowLayout = Exclude<FileLayout, { format: 'journal' }>;

/** What finds the rows of this layout, and what reads them. */
export function rowTools(
  layout: RowLayout,
  assembler: FileEntryAssembler,
): { rowEnd: RowEnd; reader: RowReader } {
  switch (layout.format) {
    case 'csv': {
      const { delimiter } = layout;
      const split = (text: string, hasQuotes: boolean) =>
        hasQuotes ? splitCsvRecord(text, delimiter) : text.split(delimiter);
      const reader = new CellRowReader(layout, assembler, split, 'something follows a closing quote');
      return { rowEnd: new CsvRecordEnd(delimiter), reader };
    }
    case 'tsv': {
      const reader = new CellRowReader(
        layout,
        assembler,
        splitTsvLine,
        'a backslash stands for nothing known',
      );
      return { rowEnd: new LineEnd(), reader };
    }
    case 'jsonl':
      return { rowEnd: new LineEnd(), reader: new JsonRowReader(assembler) };
    case 'parquet':
      return { rowEnd: new LineEnd(), reader: new ParquetRowReader(assembler) };
  }
}

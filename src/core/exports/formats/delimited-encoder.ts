import type { ExportEntry } from '../export-entry.ts';
import type { EscapeCell } from './cell-writer.ts';
import { CellWriter } from './cell-writer.ts';
import { createTimeFormatter } from './create-time-formatter.ts';
import { exportColumn } from './export-column.ts';
import type { ExportFormatOptions, ExportOutput, RowEncoder } from './export-format.ts';
import { looksLikeFormula } from './formula-guard.ts';

/** What makes one format of rows and delimiters differ from another. */
export interface DelimitedSyntax {
  delimiter: string;
  /** For the cells of that column, counted from 0. */
  escapeOf: (column: number) => EscapeCell;
}

/** Adds the cell of one column and what separates it from the next cell or row. */
type AddCell = (entry: ExportEntry, output: ExportOutput) => void;

const BYTE_ORDER_MARK = '\ufeff';

/** Writes rows of cells: CSV and TSV. */
export class DelimitedEncoder implements RowEncoder {
  readonly pendingBytes = 0;
  readonly #opening: string;
  readonly #addCells: readonly AddCell[];

  /** @throws AppError `request.invalid` when there is no such time zone. */
  constructor(options: ExportFormatOptions, { delimiter, escapeOf }: DelimitedSyntax) {
    const { columns, text } = options;
    const { neutralisesFormulas } = text;
    const lineEnd = text.lineEnd === 'crlf' ? '\r\n' : '\n';
    const heading = columns.map((name, index) =>
      escapeOf(index)(neutralisesFormulas && looksLikeFormula(name) ? `'${name}` : name),
    );
    this.#opening =
      (text.hasByteOrderMark ? BYTE_ORDER_MARK : '') +
      (text.hasHeader ? heading.join(delimiter) + lineEnd : '');
    this.#addCells = columns.map((name, index) => {
      const separator = index === columns.length - 1 ? lineEnd : delimiter;
      const cell = new CellWriter({ escape: escapeOf(index), neutralisesFormulas, separator });
      return cellAdder(name, options, cell);
    });
  }

  begin(output: ExportOutput): void {
    output.addText(this.#opening);
  }

  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    const addCells = this.#addCells;
    for (let index = 0; index < addCells.length; index += 1) addCells[index]?.(entry, output);
  }

  end(): void {
    // A row ends with its own line end; nothing follows the last one.
  }
}

function cellAdder(name: string, options: ExportFormatOptions, cell: CellWriter): AddCell {
  const column = exportColumn(name);
  switch (column.kind) {
    case 'number':
      return (entry, output) => cell.addNumber(column.read(entry), column.repeats, output);
    case 'time': {
      const formatter = createTimeFormatter(options.times);
      return (entry, output) => cell.addPlain(formatter.bytes(column.read(entry)), output);
    }
    case 'word':
      return (entry, output) => cell.addRepeated(column.read(entry), output);
    case 'text':
      return column.repeats
        ? (entry, output) => cell.addRepeated(column.read(entry), output)
        : (entry, output) => cell.add(column.read(entry), output);
    case 'field':
      return (entry, output) => cell.addAll(column.read(entry), output);
    default:
      return column satisfies never;
  }
}

import { exportColumn } from './export-column.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import type { ExportFormat, ExportFormatOptions, ExportOutput, RowEncoder } from './export-format.ts';
import { looksLikeFormula, looksLikeFormulaInBytes } from './formula-guard.ts';

const LINE_END = '\r\n';
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = (entry: ExportEntry) => StoredValue;

/**
 * Comma-separated values as in RFC 4180: a header, CRLF, quotes only where needed, UTF-8 without a byte order mark.
 *
 * - Bytes that are no UTF-8 are written as they are.
 * - Several values of one raw field stand in one cell, separated by line feeds.
 * - A missing value and an empty one are both an empty cell.
 * - With `neutralisesFormulas` an apostrophe stands before every text that a spreadsheet may take as a formula, also in
 *   the header. Numbers and times are Hydrant's own and stay as they are.
 */
export const csvFormat: ExportFormat = {
  name: 'csv',
  contentType: () => 'text/csv; charset=utf-8; header=present',
  needsAllFields: false,
  isText: true,
  createEncoder: (options) => new CsvEncoder(options),
};

class CsvEncoder implements RowEncoder {
  readonly pendingBytes = 0;
  readonly #header: string;
  readonly #cells: readonly Cell[];

  constructor(options: ExportFormatOptions) {
    const guard = options.text.neutralisesFormulas;
    this.#header = `${options.columns.map((name) => csvText(name, guard)).join(',')}${LINE_END}`;
    this.#cells = options.columns.map((name) => cellOf(name, guard));
  }

  begin(output: ExportOutput): void {
    output.addText(this.#header);
  }

  end(): void {
    // A row ends with its own line end; nothing follows the last one.
  }

  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    const cells = this.#cells;
    let text = '';
    let isEmpty = true;
    for (let index = 0; index < cells.length; index += 1) {
      const value = cells[index]?.(entry) ?? '';
      if (index > 0) text += ',';
      if (typeof value === 'string') {
        text += value;
      } else {
        output.addText(text);
        output.addBytes(value);
        text = '';
      }
      if (value.length > 0) isEmpty = false;
    }
    // An empty line is no row for many readers: a single empty cell must be visible.
    output.addText(isEmpty && cells.length === 1 ? `""${LINE_END}` : text + LINE_END);
  }
}

function cellOf(name: string, guard: boolean): Cell {
  const column = exportColumn(name);
  switch (column.kind) {
    case 'number':
      return (entry) => {
        const value = column.read(entry);
        return value === null ? '' : String(value);
      };
    case 'word':
      return column.read;
    case 'text':
      return (entry) => csvValue(column.read(entry), guard);
    case 'field':
      return (entry) => csvValue(joinedByLines(column.read(entry)), guard);
  }
}

function csvValue(value: StoredValue | null, guard: boolean): StoredValue {
  if (value === null) return '';
  return typeof value === 'string' ? csvText(value, guard) : csvBytes(value, guard);
}

function csvText(value: string, guard: boolean): string {
  const text = guard && looksLikeFormula(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** In UTF-8 and in what is none, bytes under 80 (hexadecimal) are these characters: Latin-1 carries all others through. */
function csvBytes(value: Buffer, guard: boolean): Buffer {
  const text = value.toString('latin1');
  const guarded = guard && looksLikeFormulaInBytes(value) ? `'${text}` : text;
  return Buffer.from(csvText(guarded, false), 'latin1');
}

const LINE_FEED = Buffer.from('\n');

function joinedByLines(values: readonly StoredValue[]): StoredValue {
  const [first = ''] = values;
  if (values.length < 2) return first;
  if (values.every((value) => typeof value === 'string')) return values.join('\n');
  const parts = values.flatMap((value) => [
    LINE_FEED,
    typeof value === 'string' ? Buffer.from(value) : value,
  ]);
  return Buffer.concat(parts.slice(1));
}

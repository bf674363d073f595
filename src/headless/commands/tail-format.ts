import type { EntryRow } from '#contract/entry.ts';
import type { ExportFormat } from '#contract/export.ts';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export.ts';
import type { ExportEntry, StoredValue } from '#core/exports/export-entry.ts';
import type { ExportOutput } from '#core/exports/formats/export-format.ts';
import { EXPORT_FORMATS } from '#core/exports/formats/export-formats.ts';
import { textLine } from './text-line.ts';

/** The names of `hydrant tail --format`. */
export const TAIL_FORMATS = ['text', 'jsonl', 'csv'] as const;
export type TailFormatName = (typeof TAIL_FORMATS)[number];

/** How `hydrant tail` prints: once `header`, then one line for each entry. */
export interface TailFormat {
  readonly header: string;
  addLine: (row: EntryRow, message: StoredValue, output: ExportOutput) => void;
}

/** `text` is for terminals, and harmless there; `jsonl` and `csv` are what an export writes without further options. */
export function createTailFormat(name: TailFormatName): TailFormat {
  return name === 'text' ? TEXT_FORMAT : createExportFormat(name);
}

const TEXT_FORMAT: TailFormat = {
  header: '',
  addLine: (row, message, output) => {
    // The list's own text of bytes that are no UTF-8 says what they are; they themselves are not for terminals.
    output.addText(`${textLine(row, typeof message === 'string' ? message : row.message)}\n`);
  },
};

function createExportFormat(name: ExportFormat): TailFormat {
  const encoder = EXPORT_FORMATS[name].createEncoder({
    columns: DEFAULT_EXPORT_COLUMNS,
    neutralisesFormulas: true,
  });
  return {
    header: encoder.header,
    addLine: (row, message, output) => {
      encoder.encodeRow(asExportEntry(row, message), output);
    },
  };
}

/** A row carries what the default columns need, and nothing else is ever asked for. */
function asExportEntry(row: EntryRow, message: StoredValue): ExportEntry {
  return {
    ...row,
    message,
    source: notInRows,
    position: notInRows,
    receivedAtUnixUs: notInRows,
    fieldValues: notInRows,
    allFields: notInRows,
  };
}

function notInRows(): never {
  throw new Error('Only the default columns can be printed from the rows of a list.');
}

import type { ExportFormat as ExportFormatName } from '#contract/export.ts';
import type { ExportEntry } from '../export-entry.ts';

/** What a format may be told. */
export interface ExportFormatOptions {
  /** In the order in which they are written; EXPORT_COLUMNS or names of raw fields. */
  columns: readonly string[];
  /** Only for formats that spreadsheets open: put an apostrophe before what they would take as a formula. */
  neutralisesFormulas: boolean;
}

/** Where a format puts its bytes. */
export interface ExportOutput {
  /** Adds text; it is written as UTF-8. */
  addText(text: string): void;
  /** Adds bytes as they are. They are copied before this returns. */
  addBytes(bytes: Uint8Array): void;
}

/** Turns entries into bytes; lives for one export and keeps nothing from one row to the next. */
export interface RowEncoder {
  /** What stands at the beginning of every file, '' for nothing. */
  readonly header: string;
  encodeRow(entry: ExportEntry, output: ExportOutput): void;
}

/** One file format. docs/how-to/add-an-export-format.md says how to add the next. */
export interface ExportFormat {
  readonly name: ExportFormatName;
  createEncoder(options: ExportFormatOptions): RowEncoder;
}

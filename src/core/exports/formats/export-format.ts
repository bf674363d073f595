import type {
  ExportCompression,
  ExportFormat as ExportFormatName,
  TextOptions,
  TimeOptions,
} from '#contract/export-format.ts';
import type { ExportEntry } from '../export-entry.ts';

/** What a format may be told. */
export interface ExportFormatOptions {
  /** In the order in which they are written; EXPORT_COLUMNS or names of raw fields. */
  columns: readonly string[];
  /** Only Parquet uses it: inside the file. */
  compression: ExportCompression;
  text: TextOptions;
  times: TimeOptions;
}

/** Where a format puts its bytes. */
export interface ExportOutput {
  /** Adds text; it is written as UTF-8. */
  addText(text: string): void;
  /** Adds bytes as they are. They are copied before this returns. */
  addBytes(bytes: Uint8Array): void;
}

/** Turns entries into bytes. */
export interface RowEncoder {
  /** Adds what stands at the beginning of a file. */
  begin(output: ExportOutput): void;
  encodeRow(entry: ExportEntry, output: ExportOutput): void;
  /** Adds what stands at the end of a file; `begin` may follow for the next one. */
  end(output: ExportOutput): void;
  /** Bytes of rows taken that were not given to the output yet; 0 for formats that write row by row. */
  readonly pendingBytes: number;
}

/** One file format. docs/how-to/add-an-export-format.md says how to add the next. */
export interface ExportFormat {
  readonly name: ExportFormatName;
  readonly needsAllFields: boolean;
  readonly isText: boolean;
  contentType(options: ExportFormatOptions): string;
  createEncoder(options: ExportFormatOptions): RowEncoder;
}

import type {
  ExportCompression,
  ExportFormat as ExportFormatName,
  TextOptions,
  TimeOptions,
} from '#contract/export-format.ts';
import type { ExportEntry } from '../export-entry.ts';

/** What a format may be told. Each takes what it has a use for. */
export interface ExportFormatOptions {
  /** In the order in which they are written; EXPORT_COLUMNS or names of raw fields. */
  columns: readonly string[];
  /** Only for formats that compress inside the file (Parquet). Around the file it is the caller's work, see Compressor. */
  compression: ExportCompression;
  /** For CSV and TSV. */
  text: TextOptions;
  /** For formats that write times as text. */
  times: TimeOptions;
}

/** Where a format puts its bytes. */
export interface ExportOutput {
  /** Adds text; it is written as UTF-8. */
  addText(text: string): void;
  /** Adds bytes as they are. They are copied before this returns. */
  addBytes(bytes: Uint8Array): void;
}

/**
 * Turns entries into the bytes of one file after another: `begin`, any number of `encodeRow`, `end`, and again. Lives for one
 * export and keeps nothing of an entry but what `pendingBytes` counts.
 */
export interface RowEncoder {
  /** Adds what stands at the beginning of a file. */
  begin(output: ExportOutput): void;
  encodeRow(entry: ExportEntry, output: ExportOutput): void;
  /** Adds rows that were held back and what stands at the end of a file; `begin` may follow for the next one. */
  end(output: ExportOutput): void;
  /**
   * Bytes of rows that were taken and not given to the output yet: an estimate, before compression. 0 for formats that write
   * row by row.
   */
  readonly pendingBytes: number;
}

/** One file format. docs/how-to/add-an-export-format.md says how to add the next. */
export interface ExportFormat {
  readonly name: ExportFormatName;
  /** The media type of a file that is not compressed as a whole, with its parameters. */
  contentType(options: ExportFormatOptions): string;
  /** It writes every field of an entry, whatever the columns: ExportRange.needsAllFields. */
  readonly needsAllFields: boolean;
  /** Its files are text that people can read, so that a preview can show their beginning. */
  readonly isText: boolean;
  /** @throws AppError `request.invalid` when a time zone is unknown. */
  createEncoder(options: ExportFormatOptions): RowEncoder;
}

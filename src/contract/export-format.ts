import { z } from 'zod';

/** The columns that every entry has. Any other column name is taken as the name of a raw field. */
export const EXPORT_COLUMNS = [
  'id',
  'time',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
  'source',
  'position',
  'received_time',
  'time_unix_us',
] as const;

/** What is exported when no columns are chosen. */
export const DEFAULT_EXPORT_COLUMNS = [
  'time',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
] as const;

/**
 * `csv`: RFC 4180. `tsv`: one line an entry, with `\t`, `\n`, `\r` and `\\` in place of what would break it. `jsonl`: JSON Lines.
 * `journal`: systemd's export format, every field of an entry whatever the columns. `parquet`: Apache Parquet, typed.
 */
export const EXPORT_FORMAT_NAMES = ['csv', 'tsv', 'jsonl', 'journal', 'parquet'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMAT_NAMES);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Of the whole file; of the column chunks inside the file where the format is Parquet. */
export const EXPORT_COMPRESSIONS = ['none', 'gzip', 'zstd'] as const;
export const exportCompressionSchema = z.enum(EXPORT_COMPRESSIONS);
export type ExportCompression = z.infer<typeof exportCompressionSchema>;

const FORMAT_EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  csv: '.csv',
  tsv: '.tsv',
  jsonl: '.jsonl',
  journal: '.export',
  parquet: '.parquet',
};

/** How the names of such files end: `.csv.gz`. Parquet compresses inside, so its files keep their name. */
export function extensionOf(format: ExportFormat, compression: ExportCompression): string {
  const extension = FORMAT_EXTENSIONS[format];
  if (compression === 'none' || format === 'parquet') return extension;
  return `${extension}${compression === 'gzip' ? '.gz' : '.zst'}`;
}

/** How CSV and TSV are written; other formats have no such choices. */
export const textOptionsSchema = z.strictObject({
  /** CSV only. */
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  /** Begin with U+FEFF: without it Excel takes UTF-8 for the system's old code page. */
  hasByteOrderMark: z.boolean().default(false),
  lineEnd: z.enum(['crlf', 'lf']).default('crlf'),
  /** The first line of every file names the columns. */
  hasHeader: z.boolean().default(true),
  /** Put an apostrophe before a value that a spreadsheet would take as a formula. */
  neutralisesFormulas: z.boolean().default(true),
});
export type TextOptions = z.output<typeof textOptionsSchema>;

/** How they are written where nothing is chosen. RFC 4180 ends lines with CR LF; whoever reads TSV line by line knows LF only. */
export function standardTextOptions(format: ExportFormat): TextOptions {
  return textOptionsSchema.parse({ lineEnd: format === 'tsv' ? 'lf' : 'crlf' });
}

/**
 * How times are written in CSV, TSV and JSON Lines; the other formats have times of their own.
 * `iso`: 2026-11-22T09:25:01.123456Z, in another zone than UTC with its offset: 2026-11-22T10:25:01.123456+01:00.
 * `spreadsheet`: 2026-11-22 10:25:01.123, which spreadsheets read as a time; the zone stands in the manifest only.
 * `unix`: seconds since 1970 with six decimals.
 */
export const timeOptionsSchema = z.strictObject({
  format: z.enum(['iso', 'spreadsheet', 'unix']).default('iso'),
  /** An IANA time zone name. */
  zone: z.string().min(1).max(100).default('UTC'),
});
export type TimeOptions = z.output<typeof timeOptionsSchema>;

/** Choices that belong together. `zone` of the times is left to the user. */
export const TEXT_PRESETS: Readonly<
  Record<'spreadsheet' | 'machine', { text: TextOptions; timeFormat: TimeOptions['format'] }>
> = {
  spreadsheet: {
    text: {
      delimiter: ',',
      hasByteOrderMark: true,
      lineEnd: 'crlf',
      hasHeader: true,
      neutralisesFormulas: true,
    },
    timeFormat: 'spreadsheet',
  },
  machine: {
    text: {
      delimiter: ',',
      hasByteOrderMark: false,
      lineEnd: 'lf',
      hasHeader: true,
      neutralisesFormulas: false,
    },
    timeFormat: 'iso',
  },
};
export type TextPreset = keyof typeof TEXT_PRESETS;

/** Rows that Excel and LibreOffice Calc can hold, heading included. Source: Microsoft, "Excel specifications and limits". */
export const SPREADSHEET_MAX_ROWS = 1_048_576;

import type { ExportFormat as ExportFormatName } from '#contract/export-format.ts';
import { EXPORT_FORMATS } from '#core/exports/formats/export-formats.ts';
import { encodeEntries } from './encode-entries.ts';
import { formatOptions } from './format-options.ts';
import { sampleEntry, type SampleEntryParts } from './sample-entry.ts';

/** The columns of an export that keeps everything. */
export const ALL_COLUMNS: readonly string[] = [
  'time',
  'severity',
  'raw_severity',
  'host',
  'unit',
  'identifier',
  'pid',
  'message',
  'X',
  '_BOOT_ID',
];

/** A file as the real exporter writes it. */
export function exportedFile(
  format: Exclude<ExportFormatName, 'journal'>,
  entries: readonly SampleEntryParts[],
  {
    columns = ALL_COLUMNS,
    ...choices
  }: { columns?: readonly string[] } & NonNullable<Parameters<typeof formatOptions>[1]> = {},
): Buffer {
  const numbered = entries.map((parts, index) => sampleEntry({ id: index + 1, ...parts }));
  return encodeEntries(EXPORT_FORMATS[format], formatOptions(columns, choices), numbered);
}

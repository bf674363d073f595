import type { ExportFormat as ExportFormatName } from '#contract/export-format.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportFormat } from './export-format.ts';
import { jsonlFormat } from './jsonl-format.ts';

/** Every format there is, by the name it has in the contract. */
export const EXPORT_FORMATS: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: csvFormat,
  tsv: csvFormat,
  jsonl: jsonlFormat,
  journal: jsonlFormat,
  parquet: jsonlFormat,
};

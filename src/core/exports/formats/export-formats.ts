import type { ExportFormat as ExportFormatName } from '#contract/export-format.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportFormat } from './export-format.ts';
import { journalFormat } from './journal-format.ts';
import { jsonlFormat } from './jsonl-format.ts';
import { parquetFormat } from './parquet-format.ts';
import { tsvFormat } from './tsv-format.ts';

/** Every format there is, by the name it has in the contract. */
export const EXPORT_FORMATS: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: csvFormat,
  tsv: tsvFormat,
  jsonl: jsonlFormat,
  journal: journalFormat,
  parquet: parquetFormat,
};

import { csvFormat } from './csv-format.ts';
import type { ExportFormat } from './export-format.ts';
import { jsonlFormat } from './jsonl-format.ts';

/** Every format there is, by the name it has in the contract. */
export const EXPORT_FORMATS: Readonly<Record<'csv' | 'jsonl', ExportFormat>> = {
  csv: csvFormat,
  jsonl: jsonlFormat,
};

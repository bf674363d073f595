/**
 * How the rows of an exported file stand in it, decompressed and without its heading. `columns` are the heading's names in
 * order. `isGuarded`: an apostrophe was put before values that a spreadsheet would take as formulas. `parquet`: rows are
 * handed over as JSON Lines; see parquet-rows.ts.
 */
export type FileLayout =
  | { format: 'csv'; delimiter: string; columns: readonly string[]; isGuarded: boolean }
  | { format: 'tsv'; columns: readonly string[]; isGuarded: boolean }
  | { format: 'jsonl' }
  | { format: 'journal' }
  | { format: 'parquet' };

/** What the formats are called in sentences. */
export const LAYOUT_WORDS: Readonly<Record<FileLayout['format'], string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  jsonl: 'JSON Lines',
  journal: 'journald export',
  parquet: 'Parquet',
};

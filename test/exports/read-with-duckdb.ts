import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBBlobValue } from '@duckdb/node-api';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { askDuckDb } from './duckdb.ts';

/**
 * Rows of cells as DuckDB's read_csv gives them, each cell's bytes as Latin-1. `quote` empty: nothing is quoted. It refuses files
 * with bytes that are no UTF-8.
 */
export async function readWithDuckDb(
  file: Buffer,
  options: { columns: number; delimiter: string; quote: '"' | ''; lineEnd: '\r\n' | '\n' },
): Promise<string[][]> {
  const path = join(temporaryFolder(), 'file.txt');
  writeFileSync(path, file);
  const { columns, delimiter, quote, lineEnd } = options;
  const names = Array.from({ length: columns }, (_, index) => `'c${String(index)}': 'VARCHAR'`);
  // As bytes: DuckDB's client for Node leaves out U+FEFF where a text begins with it.
  const rows =
    await askDuckDb(`SELECT encode(COLUMNS(*)) FROM read_csv('${path}', auto_detect = false, header = false,
    columns = {${names.join(', ')}}, delim = '${delimiter}', quote = '${quote}', escape = '${quote}',
    new_line = ${lineEnd === '\n' ? String.raw`'\n'` : String.raw`'\r\n'`}, max_line_size = 33554432, parallel = false)`);
  return rows.map((row) =>
    row.map((cell) => {
      if (cell === null) return '';
      if (cell instanceof DuckDBBlobValue) return Buffer.from(cell.bytes).toString('latin1');
      throw new TypeError('DuckDB gave no bytes');
    }),
  );
}

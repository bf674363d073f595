import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { runReader } from './run-reader.ts';

/**
 * Rows of cells as the sqlite3 program imports them, each cell's bytes as Latin-1. In mode `csv` it knows quotes, in mode
 * `ascii` it takes everything as it is. A value ends at NUL for it.
 */
export function readWithSqlite(
  file: Buffer,
  { mode, columns, delimiter }: { mode: 'csv' | 'ascii'; columns: number; delimiter: string },
): string[][] {
  const path = join(temporaryFolder(), 'file.txt');
  writeFileSync(path, file);
  const names = Array.from({ length: columns }, (_, index) => `c${String(index)}`);
  const script = [
    // Columns without a type keep what they are given. A table that exists takes the heading as a row.
    `CREATE TABLE t (${names.join(', ')});`,
    `.mode ${mode}`,
    `.separator ${JSON.stringify(delimiter)} "\\n"`,
    `.import ${path} t`,
    '.mode list',
    '.separator "," "\\n"',
    `SELECT ${names.map((name) => `hex(CAST(${name} AS BLOB))`).join(', ')} FROM t ORDER BY rowid;`,
  ];
  const lines = runReader('sqlite3', ['-bail', ':memory:'], script.join('\n')).split('\n');
  return lines
    .slice(0, -1)
    .map((line) => line.split(',').map((hex) => Buffer.from(hex, 'hex').toString('latin1')));
}

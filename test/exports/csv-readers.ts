import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { DuckDBBlobValue } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { requireTool } from '../journal/require-tool.ts';
import { askDuckDb } from './duckdb.ts';

/** A reader of CSV that shares no code with the writer. */
export interface CsvReader {
  name: string;
  /** Rows of cells, heading included; each cell's bytes as Latin-1, so that nothing is lost. */
  read: (file: Buffer, choices: CsvChoices) => Promise<string[][]>;
  /** What the program itself cannot do: sqlite3 ends a value at NUL, DuckDB refuses a file with bytes that are no UTF-8. */
  cannotRead?: 'NUL' | 'what is no UTF-8';
}

export interface CsvChoices {
  columns: number;
  delimiter: string;
  lineEnd: '\r\n' | '\n';
}

const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

const PYTHON_SCRIPT = `
import csv, io, json, sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed: older ones refuse NUL")
csv.field_size_limit(sys.maxsize)
text = io.TextIOWrapper(sys.stdin.buffer, encoding="latin-1", newline="")
json.dump([row for row in csv.reader(text, delimiter=sys.argv[1], strict=True)], sys.stdout)
`;

export const CSV_READERS: readonly CsvReader[] = [
  { name: 'csv-parse', read: readWithCsvParse },
  { name: "Python's csv module", read: readWithPython },
  { name: 'sqlite3', read: readWithSqlite, cannotRead: 'NUL' },
  { name: 'DuckDB', read: readWithDuckDb, cannotRead: 'what is no UTF-8' },
];

async function readWithCsvParse(file: Buffer, { delimiter, lineEnd }: CsvChoices): Promise<string[][]> {
  return parse(file, { encoding: 'latin1', delimiter, record_delimiter: lineEnd });
}

async function readWithPython(file: Buffer, { delimiter }: CsvChoices): Promise<string[][]> {
  return JSON.parse(run('python3', ['-c', PYTHON_SCRIPT, delimiter], file)) as string[][];
}

async function readWithSqlite(file: Buffer, { columns, delimiter }: CsvChoices): Promise<string[][]> {
  const path = join(temporaryFolder(), 'file.csv');
  writeFileSync(path, file);
  const names = Array.from({ length: columns }, (_, index) => `c${String(index)}`);
  const script = [
    // Columns without a type keep what they are given. A table that exists takes the heading as a row.
    `CREATE TABLE t (${names.join(', ')});`,
    '.mode csv',
    `.separator ${JSON.stringify(delimiter)} "\\n"`,
    `.import ${path} t`,
    '.mode list',
    '.separator "," "\\n"',
    `SELECT ${names.map((name) => `hex(CAST(${name} AS BLOB))`).join(', ')} FROM t ORDER BY rowid;`,
  ];
  const lines = run('sqlite3', ['-bail', ':memory:'], Buffer.from(script.join('\n'))).split('\n');
  return lines.slice(0, -1).map((line) => line.split(',').map(latin1OfHex));
}

async function readWithDuckDb(
  file: Buffer,
  { columns, delimiter, lineEnd }: CsvChoices,
): Promise<string[][]> {
  const path = join(temporaryFolder(), 'file.csv');
  writeFileSync(path, file);
  const names = Array.from({ length: columns }, (_, index) => `'c${String(index)}': 'VARCHAR'`);
  // As bytes: DuckDB's client for Node leaves out U+FEFF where a text begins with it.
  const rows =
    await askDuckDb(`SELECT encode(COLUMNS(*)) FROM read_csv('${path}', auto_detect = false, header = false,
    columns = {${names.join(', ')}}, delim = '${delimiter}', quote = '"', escape = '"',
    new_line = ${lineEnd === '\n' ? "'\\n'" : "'\\r\\n'"}, max_line_size = 33554432, parallel = false)`);
  return rows.map((row) => row.map((cell) => (cell === null ? '' : latin1OfBlob(cell))));
}

function latin1OfHex(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1');
}

function latin1OfBlob(value: DuckDBValue): string {
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('latin1');
  throw new TypeError('DuckDB gave no bytes');
}

function run(tool: 'python3' | 'sqlite3', commandArguments: string[], input: Buffer): string {
  const { status, stdout, stderr } = spawnSync(requireTool(tool), commandArguments, {
    input,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') throw new Error(`${tool} could not read the file: ${stderr}`);
  return stdout;
}

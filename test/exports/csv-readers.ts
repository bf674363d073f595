import { parse } from 'csv-parse/sync';
import { readWithDuckDb } from './read-with-duckdb.ts';
import { readWithSqlite } from './read-with-sqlite.ts';
import { runReader } from './run-reader.ts';

/** A reader of CSV that shares no code with the writer. */
export interface CsvReader {
  name: string;
  /** Rows of cells, heading included; each cell's bytes as Latin-1, so that nothing is lost. */
  read: (file: Buffer, choices: CsvChoices) => Promise<string[][]>;
  /** What the program itself cannot do: sqlite3 ends a value at NUL, DuckDB refuses a file with bytes that are no UTF-8. */
  cannotRead?: 'NUL' | 'what is no UTF-8';
}

interface CsvChoices {
  columns: number;
  delimiter: string;
  lineEnd: '\r\n' | '\n';
}

const PYTHON_SCRIPT = `
import csv, io, json, sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed: older ones refuse NUL")
csv.field_size_limit(sys.maxsize)
text = io.TextIOWrapper(sys.stdin.buffer, encoding="latin-1", newline="")
json.dump([row for row in csv.reader(text, delimiter=sys.argv[1], strict=True)], sys.stdout)
`;

export const CSV_READERS: readonly CsvReader[] = [
  {
    name: 'csv-parse',
    read: async (file, { delimiter, lineEnd }) =>
      parse(file, { encoding: 'latin1', delimiter, record_delimiter: lineEnd }),
  },
  {
    name: "Python's csv module",
    read: async (file, { delimiter }) =>
      JSON.parse(runReader('python3', ['-c', PYTHON_SCRIPT, delimiter], file)) as string[][],
  },
  {
    name: 'sqlite3',
    read: async (file, choices) => readWithSqlite(file, { ...choices, mode: 'csv' }),
    cannotRead: 'NUL',
  },
  {
    name: 'DuckDB',
    read: (file, choices) => readWithDuckDb(file, { ...choices, quote: '"' }),
    cannotRead: 'what is no UTF-8',
  },
];

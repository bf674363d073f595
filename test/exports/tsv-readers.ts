import { readWithDuckDb } from './read-with-duckdb.ts';
import { readWithSqlite } from './read-with-sqlite.ts';
import { runReader } from './run-reader.ts';

/** A reader of TSV that shares no code with the writer. */
export interface TsvReader {
  name: string;
  /** Rows of cells, heading included, with the escapes undone; each cell's bytes as Latin-1, so that nothing is lost. */
  read: (file: Buffer, choices: { columns: number; lineEnd: '\r\n' | '\n' }) => Promise<string[][]>;
  /** What the program itself cannot do: sqlite3 ends a value at NUL, DuckDB refuses a file with bytes that are no UTF-8. */
  cannotRead?: 'NUL' | 'what is no UTF-8';
  /** sqlite3 imports nothing but LF without quotes. */
  needsLineFeed?: boolean;
}

/** As docs/export-formats.md shows it, for bytes. */
const PYTHON_SCRIPT = String.raw`
import io, json, re, sys
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
def value(cell):
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], cell)
lines = io.TextIOWrapper(sys.stdin.buffer, encoding="latin-1", newline="\n")
json.dump([[value(cell) for cell in line.rstrip("\r\n").split("\t")] for line in lines], sys.stdout)
`;

export const TSV_READERS: readonly TsvReader[] = [
  {
    name: 'Python',
    read: async (file) => JSON.parse(runReader('python3', ['-c', PYTHON_SCRIPT], file)) as string[][],
  },
  {
    name: 'sqlite3',
    read: async (file, { columns }) =>
      unescaped(readWithSqlite(file, { mode: 'ascii', columns, delimiter: '\t' })),
    cannotRead: 'NUL',
    needsLineFeed: true,
  },
  {
    name: 'DuckDB',
    read: async (file, choices) =>
      unescaped(await readWithDuckDb(file, { ...choices, delimiter: '\t', quote: '' })),
    cannotRead: 'what is no UTF-8',
  },
];

function unescaped(rows: readonly string[][]): string[][] {
  return rows.map((row) =>
    row.map((cell) => cell.replaceAll(/\\(.)/gs, (_, letter: string) => meaningOf(letter))),
  );
}

function meaningOf(letter: string): string {
  switch (letter) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case '\\':
      return '\\';
    default:
      throw new Error(`no escape: \\${letter}`);
  }
}

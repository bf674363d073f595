import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';

/** Reads a CSV file into rows of cells, each cell's bytes as Latin-1 so that nothing is lost. */
export interface CsvReader {
  name: string;
  read: (file: Buffer) => string[][];
}

const PYTHON_SCRIPT = `
import csv, io, json, sys
csv.field_size_limit(sys.maxsize)
text = io.TextIOWrapper(sys.stdin.buffer, encoding="latin-1", newline="")
json.dump([row for row in csv.reader(text, strict=True)], sys.stdout)
`;

const PARSERS: CsvReader[] = [
  {
    name: 'csv-parse',
    read: (file) => parse(file, { encoding: 'latin1', record_delimiter: '\r\n', skip_empty_lines: true }),
  },
];

/** Readers that share no code with the writer: always csv-parse, and Python's csv module where there is a Python of 3.11 on. */
export function independentCsvReaders(): CsvReader[] {
  const check = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']);
  return check.status === 0 ? [...PARSERS, { name: "Python's csv module", read: readWithPython }] : PARSERS;
}

function readWithPython(file: Buffer): string[][] {
  const run = spawnSync('python3', ['-c', PYTHON_SCRIPT], {
    input: file,
    maxBuffer: 512 * 1024 * 1024,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`Python could not read the file: ${run.stderr}`);
  return JSON.parse(run.stdout) as string[][];
}

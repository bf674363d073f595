import { AppError } from '#contract/errors.ts';
import { looksLikeFormula, withoutGuard } from '../../exports/formats/formula-guard.ts';
import { isZonelessTime } from '../../parser/exported-file/exported-time.ts';
import { fileColumn, isGuardedColumn, missingColumns } from '../../parser/exported-file/file-columns.ts';
import { CsvRecordEnd } from '../../parser/exported-file/row-end.ts';
import { splitCsvRecord, splitTsvLine } from '../../parser/exported-file/split-cells.ts';
import type { FileLayout } from './file-layout.ts';

/** So much of a file's beginning is looked at. A heading is far shorter. */
export const HEAD_BYTES = 256 * 1024;

/** What a file is, as far as its beginning tells. */
export interface RecognisedContent {
  layout: FileLayout;
  /** Byte order mark and heading: the content begins behind them. */
  headingBytes: number;
  /** Its times do not say in which zone they are. */
  hasZonelessTimes: boolean;
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const UTF16_MARKS = ['fffe', 'feff'];
const DELIMITERS = [',', ';', '\t', '|'] as const;
const EXPECTED =
  'Choose a CSV, TSV, JSON Lines, Parquet or journald export file, plain or compressed with gzip or zstd, that has at least a column "time" or "time_unix_us" and a column "message".';

/**
 * Recognises the layout of a decompressed file by its content.
 * @param head - Its first HEAD_BYTES, or all of it.
 * @throws AppError `file.unknown-format`: it says what is missing and what is expected.
 */
export function recogniseLayout(path: string, head: Buffer): RecognisedContent {
  const markBytes = head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const rest = head.subarray(markBytes);
  const isWhole = head.length < HEAD_BYTES;
  const firstText = rest.toString('latin1', 0, 64).trimStart();
  if (firstText.startsWith('__CURSOR=') || firstText.startsWith('__CURSOR\n')) {
    return { layout: { format: 'journal' }, headingBytes: markBytes, hasZonelessTimes: false };
  }
  // An export without entries has nothing in it, in the formats that have no heading.
  if (rest.length === 0 || firstText.startsWith('{'))
    return recogniseJsonLines(path, rest, markBytes, isWhole);
  if (UTF16_MARKS.includes(head.toString('hex', 0, 2))) {
    throw unknownFormat(path, 'is in UTF-16', 'Save it as UTF-8, then open it again.');
  }
  return recogniseCells(path, rest, markBytes, isWhole);
}

/** The file is none that Hydrant can read. @param why - Goes on behind its name. */
export function unknownFormat(path: string, why: string, remedy: string = EXPECTED): AppError {
  return new AppError('file.unknown-format', `${path} ${why}.`, { remedy, detail: { path } });
}

function recogniseJsonLines(
  path: string,
  rest: Buffer,
  headingBytes: number,
  isWhole: boolean,
): RecognisedContent {
  const rows = wholeLines(rest, isWhole).flatMap(parseObject);
  const fitting = rows.find((row) => missingColumns(Object.keys(row)).length === 0);
  // A first row that is larger than what was looked at is read and judged like any other.
  if (fitting === undefined && (rows.length > 0 || (isWhole && rest.length > 0))) {
    const [first] = rows;
    if (first === undefined)
      throw unknownFormat(path, 'begins like JSON, but has no line that is a JSON object');
    throw unknownFormat(path, `has rows without ${missingColumns(Object.keys(first)).join(' and without ')}`);
  }
  const { time, time_unix_us: unixUs } = fitting ?? {};
  const hasZonelessTimes = typeof time === 'string' && typeof unixUs !== 'number' && isZonelessTime(time);
  return { layout: { format: 'jsonl' }, headingBytes, hasZonelessTimes };
}

function recogniseCells(path: string, rest: Buffer, markBytes: number, isWhole: boolean): RecognisedContent {
  const candidates = DELIMITERS.flatMap((delimiter) => readHeading(rest, delimiter, isWhole));
  const heading = candidates.find(({ names }) => missingColumns(names).length === 0);
  if (heading === undefined) {
    const [widest] = candidates.toSorted((a, b) => b.names.length - a.names.length);
    const isText = widest !== undefined && !widest.names.join('').includes('\0');
    if (!isText) throw unknownFormat(path, 'is no export that Hydrant knows');
    const missing = missingColumns(widest.names).join(' and no column ');
    throw unknownFormat(
      path,
      `has no heading that names its columns: in its first line there is no column ${missing}`,
    );
  }
  const { delimiter, names, sizeBytes } = heading;
  const { format, rows } = readRows(rest.subarray(sizeBytes), heading, isWhole);
  const isGuarded = rows.every((cells) => !hasBareFormula(names, cells));
  const columns = isGuarded ? names.map(withoutGuard) : names;
  const layout: FileLayout =
    format === 'tsv' ? { format, columns, isGuarded } : { format, delimiter, columns, isGuarded };
  return { layout, headingBytes: markBytes + sizeBytes, hasZonelessTimes: hasZonelessTime(names, rows) };
}

interface Heading {
  delimiter: string;
  names: string[];
  isQuoted: boolean;
  /** With its line end. */
  sizeBytes: number;
}

function readHeading(rest: Buffer, delimiter: string, isWhole: boolean): Heading[] {
  const recordEnd = new CsvRecordEnd(delimiter);
  const lineEnd = recordEnd.find(rest, 0);
  // The heading of an export without entries may be all there is.
  if (lineEnd < 0 && !isWhole) return [];
  const end = lineEnd < 0 ? rest.length : lineEnd;
  const names = splitCsvRecord(withoutReturn(rest.toString('utf8', 0, end)), delimiter);
  if (names === undefined) return [];
  return [{ delimiter, names, isQuoted: recordEnd.hasQuotes, sizeBytes: lineEnd < 0 ? end : end + 1 }];
}

/** Rows of cells, and how many rows cannot be read as such. */
interface ReadRows {
  rows: string[][];
  faults: number;
}

/**
 * Between tabs there may be TSV, or CSV whose delimiter is a tab. Which of the two it is, is seen by what cannot be read as the other:
 * quoted tabs, line feeds and quotes there, backslashes here. Where both fit alike, it is TSV.
 */
function readRows(
  body: Buffer,
  { delimiter, names, isQuoted }: Heading,
  isWhole: boolean,
): { format: 'csv' | 'tsv'; rows: string[][] } {
  const asCsv = readCsvRows(body, delimiter, names.length, isWhole);
  if (delimiter !== '\t' || isQuoted) return { format: 'csv', rows: asCsv.rows };
  const asTsv = readTsvRows(body, names.length, isWhole);
  const hasQuotes = asTsv.rows.some((cells) => cells.some(hasDoubledQuotes));
  const isCsv = asCsv.faults < asTsv.faults || (hasQuotes && asCsv.faults === asTsv.faults);
  return isCsv ? { format: 'csv', rows: asCsv.rows } : { format: 'tsv', rows: asTsv.rows };
}

/** What a cell of CSV looks like that has quotes in it; in TSV it would say the same with two quotes for each. */
function hasDoubledQuotes(cell: string): boolean {
  if (cell.length < 4 || !cell.startsWith('"') || !cell.endsWith('"')) return false;
  const inner = cell.slice(1, -1);
  return inner.includes('""') && !inner.replaceAll('""', '').includes('"');
}

function readTsvRows(body: Buffer, columns: number, isWhole: boolean): ReadRows {
  return fittingRows(wholeLines(body, isWhole).map(splitTsvLine), columns);
}

function readCsvRows(body: Buffer, delimiter: string, columns: number, isWhole: boolean): ReadRows {
  const records: (string[] | undefined)[] = [];
  const recordEnd = new CsvRecordEnd(delimiter);
  let start = 0;
  while (start < body.length) {
    const lineEnd = recordEnd.find(body, start);
    if (lineEnd < 0 && !isWhole) break;
    const end = lineEnd < 0 ? body.length : lineEnd;
    const record = withoutReturn(body.toString('utf8', start, end));
    if (record !== '') records.push(splitCsvRecord(record, delimiter));
    start = end + 1;
    recordEnd.reset();
  }
  return fittingRows(records, columns);
}

function fittingRows(all: readonly (string[] | undefined)[], columns: number): ReadRows {
  const rows = all.filter((cells) => cells?.length === columns) as string[][];
  return { rows, faults: all.length - rows.length };
}

/** A value that an export which guards against formulas would not have left as it is. */
function hasBareFormula(names: readonly string[], cells: readonly string[]): boolean {
  return cells.some((cell, index) => {
    const name = names[index];
    if (name === undefined || cell.startsWith("'") || !looksLikeFormula(cell)) return false;
    return isGuardedColumn(fileColumn(name));
  });
}

function hasZonelessTime(names: readonly string[], rows: readonly string[][]): boolean {
  const at = names.indexOf('time');
  return at >= 0 && !names.includes('time_unix_us') && rows.some((cells) => isZonelessTime(cells[at] ?? ''));
}

/** The lines that are complete, blank ones left out. */
function wholeLines(bytes: Buffer, isWhole: boolean): string[] {
  const lines = bytes.toString('utf8').split('\n');
  if (!isWhole) lines.pop();
  return lines.map(withoutReturn).filter((line) => line !== '');
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function parseObject(line: string): Record<string, unknown>[] {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [value as Record<string, unknown>]
      : [];
  } catch {
    return []; // A row that is damaged is told of when it is read.
  }
}

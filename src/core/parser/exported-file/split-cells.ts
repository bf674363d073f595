/**
 * The cells of one record of CSV, without its line end. undefined: something follows a closing quote, so that nobody can say where
 * the cell ends. A quote that does not begin a cell is an ordinary character. Source: RFC 4180, section 2.
 */
export function splitCsvRecord(record: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      cells.push(end < 0 ? record.slice(at) : record.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    const end = closingQuote(record, at + 1);
    if (end < 0) return undefined;
    cells.push(record.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === record.length) return cells;
    if (record[end + 1] !== delimiter) return undefined;
    at = end + 2;
  }
}

/** Where the quoted cell that begins at `from` ends; -1: nowhere. */
function closingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}

const TSV_ESCAPES: Readonly<Record<string, string>> = {
  '\\t': '\t',
  '\\n': '\n',
  '\\r': '\r',
  '\\\\': '\\',
};
/** A backslash before anything else, or before nothing. */
const UNKNOWN_ESCAPE = /\\(?:[^tnr\\]|$)/;
const PAIRS = /\\[tnr\\]/g;

/**
 * The cells of one line of TSV, where `\t`, `\n`, `\r` and `\\` stand for what would break a line. undefined: some other
 * character follows a backslash.
 */
export function splitTsvLine(line: string): string[] | undefined {
  const cells = line.split('\t');
  if (!line.includes('\\')) return cells;
  if (UNKNOWN_ESCAPE.test(line.replace(PAIRS, ''))) return undefined;
  return cells.map((cell) => cell.replace(PAIRS, (pair) => TSV_ESCAPES[pair] ?? pair));
}

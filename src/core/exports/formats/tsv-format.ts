import { DelimitedEncoder } from './delimited-encoder.ts';
import type { ExportFormat } from './export-format.ts';

const NEEDS_ESCAPE = /[\t\n\r\\]/;

/**
 * Tab-separated values, one line an entry whatever it holds: `\t`, `\n`, `\r` and `\\` stand for what would end a cell or a line,
 * and for the backslash itself ("linear TSV"). Nothing is quoted. For programs that read lines; the choices of TextOptions apply,
 * except for the delimiter.
 *
 * - Bytes that are no UTF-8 are written as they are.
 * - Several values of one raw field stand in one cell, with `\n` between them.
 * - A missing value and an empty one are both an empty cell.
 * - Formulas are neutralised as in CSV.
 */
export const tsvFormat: ExportFormat = {
  name: 'tsv',
  // Source: IANA, text/tab-separated-values.
  contentType: () => 'text/tab-separated-values; charset=utf-8',
  needsAllFields: false,
  isText: true,
  createEncoder: (options) =>
    new DelimitedEncoder(options, { delimiter: '\t', escapeOf: () => escapedForTsv }),
};

function escapedForTsv(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('\t', String.raw`\t`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`);
}

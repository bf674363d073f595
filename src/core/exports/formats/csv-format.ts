import type { TextOptions } from '#contract/export-format.ts';
import type { EscapeCell } from './cell-writer.ts';
import { DelimitedEncoder } from './delimited-encoder.ts';
import type { ExportFormat } from './export-format.ts';

/** What must stand in quotes: RFC 4180 section 2, with the delimiter in place of the comma. */
const NEEDS_QUOTES: Readonly<Record<TextOptions['delimiter'], RegExp>> = {
  ',': /[",\r\n]/,
  ';': /[";\r\n]/,
  '\t': /["\t\r\n]/,
  '|': /["|\r\n]/,
};

/**
 * Comma-separated values as in RFC 4180, with the choices of TextOptions: quotes only where needed, UTF-8.
 *
 * - Bytes that are no UTF-8 are written as they are.
 * - Several values of one raw field stand in one cell, separated by line feeds.
 * - A missing value and an empty one are both an empty cell.
 * - With `neutralisesFormulas` an apostrophe stands before every text that a spreadsheet may take as a formula, also in
 *   the header. Numbers and times are Hydrant's own and stay as they are.
 */
export const csvFormat: ExportFormat = {
  name: 'csv',
  // Source: RFC 4180 section 3.
  contentType: ({ text }) => `text/csv; charset=utf-8; header=${text.hasHeader ? 'present' : 'absent'}`,
  needsAllFields: false,
  isText: true,
  createEncoder: (options) => {
    const { delimiter } = options.text;
    const needsQuotes = NEEDS_QUOTES[delimiter];
    const escape: EscapeCell = (text) => (needsQuotes.test(text) ? quoted(text) : text);
    // Readers take U+FEFF at the beginning of a file for a byte order mark and leave it out.
    const escapeFirst: EscapeCell = (text) => (text.startsWith('\ufeff') ? quoted(text) : escape(text));
    // An empty line is no row for many readers: a single empty cell must be visible.
    const escapeOnly: EscapeCell = (text) => (text === '' ? '""' : escapeFirst(text));
    const first = options.columns.length === 1 ? escapeOnly : escapeFirst;
    return new DelimitedEncoder(options, {
      delimiter,
      escapeOf: (column) => (column === 0 ? first : escape),
    });
  },
};

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

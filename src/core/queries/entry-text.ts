import {
  DEFAULT_EXPORT_COLUMNS,
  EXPORT_COLUMNS,
  textOptionsSchema,
  timeOptionsSchema,
} from '#contract/export-format.ts';
import { severityName } from '#contract/severity.ts';
import type { ExportEntry } from '../exports/export-entry.ts';
import { csvFormat } from '../exports/formats/csv-format.ts';
import type { ExportOutput, RowEncoder } from '../exports/formats/export-format.ts';
import { jsonlFormat } from '../exports/formats/jsonl-format.ts';
import { BoundedCache } from '../store/bounded-cache.ts';
import type { StoredExportEntry } from './entry-reader.ts';
import { zonedTimeFormatter } from '../times/time-formatter.ts';
import { printableText } from './printable-text.ts';
import { visibleText } from './visible-text.ts';

/** What stands before the lines of a message behind its first. */
const CONTINUATION = '    ';

/** As an export writes it without further options. */
const DEFAULT_OPTIONS = {
  compression: 'none',
  text: textOptionsSchema.parse({}),
  times: timeOptionsSchema.parse({}),
} as const;

/** How entries become text for the clipboard. */
export interface EntryText {
  readonly header: string;
  /** What `encode` asks of an entry. */
  readonly columns: readonly string[];
  encode: (entry: StoredExportEntry) => string;
}

/**
 * Entries as a log file would have them: `2026-11-22T10:15:00.123456+01:00 ERROR host unit identifier[pid]: message`, `-` for what
 * an entry lacks. Further lines of a message are indented. Control characters are shown as on the command line, ␛ for an
 * escape, except for tabs.
 * @throws AppError `request.invalid` when there is no such time zone.
 */
export function plainText(timeZone: string): EntryText {
  const time = zonedTimeFormatter(timeZone);
  return {
    header: '',
    columns: DEFAULT_EXPORT_COLUMNS,
    encode: (entry) => {
      const pid = entry.pid === null ? '' : `[${String(entry.pid)}]`;
      const severity = severityName(entry.severity).toUpperCase();
      const names = [entry.host, entry.unit, entry.identifier].map((name) => visibleText(name) || '-');
      return `${time.format(entry.timeUnixUs)} ${severity} ${names.join(' ')}${pid}: ${messageLines(entry)}\n`;
    },
  };
}

function messageLines({ message }: ExportEntry): string {
  const text = typeof message === 'string' ? message : printableText(message ?? Buffer.alloc(0));
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(visibleText).join('\t'))
    .join(`\n${CONTINUATION}`);
}

/** CSV as an export writes it without further options: a header, formulas neutralised. */
export function csvText(): EntryText {
  const columns = DEFAULT_EXPORT_COLUMNS;
  const encoder = csvFormat.createEncoder({ ...DEFAULT_OPTIONS, columns });
  return {
    header: encodedText((output) => encoder.begin(output)),
    columns,
    encode: (entry) => encodedText((output) => encoder.encodeRow(entry, output)),
  };
}

/** JSON Lines as an export writes them: every column, and every raw field that the entry has. */
export function jsonlText(): EntryText {
  const encoders = new BoundedCache<string, RowEncoder>(500);
  return {
    header: '',
    columns: EXPORT_COLUMNS,
    encode: (entry) => {
      // Its bytes are in the column `message` already.
      const names = entry
        .fieldNames()
        .filter((name) => name !== 'MESSAGE' || entry.fieldValues(name).length > 1);
      const columns = [...EXPORT_COLUMNS, ...names];
      const key = JSON.stringify(names);
      const known = encoders.get(key);
      const encoder = known ?? jsonlFormat.createEncoder({ ...DEFAULT_OPTIONS, columns });
      if (known === undefined) encoders.set(key, encoder);
      return encodedText((output) => encoder.encodeRow(entry, output));
    },
  };
}

/** A clipboard holds text: bytes that are no UTF-8 become `\xHH` there. */
function encodedText(write: (output: ExportOutput) => void): string {
  const pieces: Buffer[] = [];
  write({
    addText: (text) => pieces.push(Buffer.from(text)),
    addBytes: (bytes) => pieces.push(Buffer.from(bytes)),
  });
  return printableText(Buffer.concat(pieces));
}

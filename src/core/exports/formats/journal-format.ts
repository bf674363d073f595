import { isUtf8 } from 'node:buffer';
import { BoundedCache } from '../../store/bounded-cache.ts';
import type { ExportEntry, RawField, StoredValue } from '../export-entry.ts';
import type { ExportFormat, ExportOutput, RowEncoder } from './export-format.ts';

const LINE_FEED = Buffer.from('\n');
const TAB = 0x09;
const SPACE = 0x20;
const DELETE = 0x7f;
/** Source: utf8_is_printable_newline and unichar_is_valid in systemd's basic/utf8.c. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_PRINTABLE = /[\0-\x08\n-\x1f\x7f-\x9f\p{Noncharacter_Code_Point}]/u;
/** Source: journal_field_valid in libsystemd/sd-journal/journal-file.c; a reader leaves out what has another name. */
const MAX_NAME_LENGTH = 64;
const TIME_FIELD = '__REALTIME_TIMESTAMP';

/**
 * systemd's journal export format (https://systemd.io/JOURNAL_EXPORT_FORMATS/): every field of an entry, byte for byte, whatever
 * the columns. `systemd-journal-remote` makes a journal of it again.
 *
 * - A value is text (`NAME=value`) where systemd itself would write it so, else binary with its length.
 * - A field with several values stands there several times; a missing one does not.
 * - Names that journald does not know how to write are put into capitals and underscores.
 * - An entry from a source that knows nothing of journald, the row of a file for one, has journald's fields made of its columns: no
 *   reader takes an entry without a time, and without a message there would be nothing to read.
 */
export const journalFormat: ExportFormat = {
  name: 'journal',
  // Source: the page above; what systemd-journal-gatewayd serves and systemd-journal-remote takes.
  contentType: () => 'application/vnd.fdo.journal',
  needsAllFields: true,
  isText: true,
  createEncoder: () => new JournalEncoder(),
};

class JournalEncoder implements RowEncoder {
  readonly pendingBytes = 0;
  readonly #names = new BoundedCache<string, FieldName>(1000);

  begin(): void {
    // A file is its entries and nothing else.
  }

  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    const fields = entry.allFields();
    if (!fields.some(({ name }) => name === TIME_FIELD)) {
      for (const field of fieldsOfColumns(entry, fields)) this.#addField(field, output);
    }
    for (const field of fields) this.#addField(field, output);
    output.addBytes(LINE_FEED);
  }

  end(): void {
    // An entry ends with its own empty line; nothing follows the last one.
  }

  #addField({ name, bytes }: RawField, output: ExportOutput): void {
    let known = this.#names.get(name);
    if (known === undefined) {
      known = fieldName(name);
      this.#names.set(name, known);
    }
    if (isPrintable(bytes)) {
      output.addBytes(known.beforeText);
    } else {
      output.addBytes(known.beforeBinary);
      const size = Buffer.alloc(8);
      size.writeBigUInt64LE(BigInt(bytes.length));
      output.addBytes(size);
    }
    output.addBytes(bytes);
    output.addBytes(LINE_FEED);
  }
}

/** What journald would call what an entry says in its columns, save for fields that it has already. The cursor stands first. */
function fieldsOfColumns(entry: ExportEntry, fields: readonly RawField[]): RawField[] {
  const { severity, rawSeverity, host, unit, identifier, pid, message } = entry;
  const names = new Set(fields.map(({ name }) => name));
  const stated = rawSeverity ?? String(severity);
  const values: [name: string, value: StoredValue | null][] = [
    ['__CURSOR', entry.position()],
    [TIME_FIELD, String(entry.timeUnixUs)],
    ['PRIORITY', stated === '' ? null : stated],
    ['_HOSTNAME', host === '' ? null : host],
    ['_SYSTEMD_UNIT', unit === '' ? null : unit],
    ['SYSLOG_IDENTIFIER', identifier === '' ? null : identifier],
    ['_PID', pid === null ? null : String(pid)],
    ['MESSAGE', message],
  ];
  return values.flatMap(([name, value]) =>
    value === null || names.has(name) ? [] : [{ name, bytes: Buffer.from(value) }],
  );
}

/** What stands before a value of that field. */
interface FieldName {
  beforeText: Buffer;
  beforeBinary: Buffer;
}

function fieldName(name: string): FieldName {
  const valid = validName(name);
  return { beforeText: Buffer.from(`${valid}=`), beforeBinary: Buffer.from(`${valid}\n`) };
}

/** Log text is hostile, and a name with a line end would be a field of its own choice. */
function validName(name: string): string {
  const known = name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');
  return (/^[A-Z_]/.test(known) ? known : `X_${known}`).slice(0, MAX_NAME_LENGTH);
}

/** Whether systemd would write it as text: UTF-8 without control characters, save for tabs, and no code point that is no character. */
function isPrintable(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if ((byte < SPACE && byte !== TAB) || byte === DELETE) return false;
    if (byte > DELETE) return isUtf8(bytes) && !NOT_PRINTABLE.test(bytes.toString('utf8'));
  }
  return true;
}

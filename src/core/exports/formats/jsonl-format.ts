import { exportColumn } from './export-column.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import type { ExportFormat, ExportFormatOptions, ExportOutput, RowEncoder } from './export-format.ts';

type Member = (entry: ExportEntry) => string;

/**
 * JSON Lines: one object for each entry, one line for each object, UTF-8, LF (https://jsonlines.org). Keys are the
 * columns' names. A value whose bytes are no UTF-8 is `{"base64":"..."}`; a raw field with several values is an array,
 * one without any is null.
 */
export const jsonlFormat: ExportFormat = {
  name: 'jsonl',
  contentType: () => 'application/x-ndjson; charset=utf-8',
  needsAllFields: false,
  isText: true,
  createEncoder: (options) => new JsonlEncoder(options),
};

class JsonlEncoder implements RowEncoder {
  readonly pendingBytes = 0;
  readonly #members: readonly Member[];

  constructor(options: ExportFormatOptions) {
    // Two members of one name would be read as one: the first stands.
    this.#members = [...new Set(options.columns)].map((name) => memberOf(name));
  }

  begin(): void {
    // A file is its rows and nothing else.
  }

  end(): void {
    // A row ends with its own line end; nothing follows the last one.
  }

  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    let text = '{';
    for (const member of this.#members) {
      if (text.length > 1) text += ',';
      text += member(entry);
    }
    output.addText(`${text}}\n`);
  }
}

function memberOf(name: string): Member {
  const column = exportColumn(name);
  const key = `${JSON.stringify(name)}:`;
  switch (column.kind) {
    case 'number':
      return (entry) => key + String(column.read(entry));
    case 'word':
      return (entry) => `${key}"${column.read(entry)}"`;
    case 'text':
      return (entry) => key + jsonValue(column.read(entry));
    case 'field':
      return (entry) => key + jsonValues(column.read(entry));
  }
}

function jsonValue(value: StoredValue | null): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? JSON.stringify(value) : `{"base64":"${value.toString('base64')}"}`;
}

function jsonValues(values: readonly StoredValue[]): string {
  const [first = null] = values;
  if (values.length < 2) return jsonValue(first);
  return `[${values.map((value) => jsonValue(value)).join(',')}]`;
}

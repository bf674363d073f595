import type { TimeOptions } from '#contract/export-format.ts';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { createTimeFormatter } from './create-time-formatter.ts';
import { exportColumn } from './export-column.ts';
import type { ExportFormat, ExportFormatOptions, ExportOutput, RowEncoder } from './export-format.ts';
import { KeptCells } from './kept-cells.ts';

/** Adds one key and its value, with the brace or comma before it. */
type AddMember = (entry: ExportEntry, output: ExportOutput) => void;

const QUOTE = Buffer.from('"');
const ROW_END = Buffer.from('}\n');

/**
 * JSON Lines: one object for each entry, one line for each object, UTF-8, LF (https://jsonlines.org). Keys are the
 * columns' names. A value whose bytes are no UTF-8 is `{"base64":"..."}`; a raw field with several values is an array,
 * one without any is null. Times are text, as seconds since the epoch a number.
 */
export const jsonlFormat: ExportFormat = {
  name: 'jsonl',
  // Not registered; what servers and clients agree on for JSON Lines, which some call NDJSON.
  contentType: () => 'application/x-ndjson; charset=utf-8',
  needsAllFields: false,
  isText: true,
  createEncoder: (options) => new JsonlEncoder(options),
};

class JsonlEncoder implements RowEncoder {
  readonly pendingBytes = 0;
  readonly #addMembers: readonly AddMember[];

  constructor(options: ExportFormatOptions) {
    // Two members of one name would be read as one: the first stands.
    this.#addMembers = [...new Set(options.columns)].map((name, index) =>
      memberAdder(name, `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`, options.times),
    );
  }

  begin(): void {
    // A file is its rows and nothing else.
  }

  /** Piece by piece: one string for a whole row would have to be made flat first, which takes longer than all the rest. */
  encodeRow(entry: ExportEntry, output: ExportOutput): void {
    for (const addMember of this.#addMembers) addMember(entry, output);
    output.addBytes(ROW_END);
  }

  end(): void {
    // A row ends with its own line end; nothing follows the last one.
  }
}

function memberAdder(name: string, keyText: string, times: TimeOptions): AddMember {
  const column = exportColumn(name);
  const key = Buffer.from(keyText);
  const kept = new KeptCells((value) => Buffer.from(keyText + JSON.stringify(value)));
  switch (column.kind) {
    case 'number':
      return (entry, output) => {
        const value = column.read(entry);
        if (column.repeats && value !== null) output.addBytes(kept.bytes(value));
        else addPair(key, String(value), output);
      };
    case 'word':
      return (entry, output) => output.addBytes(kept.bytes(column.read(entry)));
    case 'time': {
      const formatter = createTimeFormatter(times);
      const isNumber = times.format === 'unix';
      return (entry, output) => {
        output.addBytes(key);
        if (!isNumber) output.addBytes(QUOTE);
        output.addBytes(formatter.bytes(column.read(entry)));
        if (!isNumber) output.addBytes(QUOTE);
      };
    }
    case 'text':
      return (entry, output) => {
        const value = column.read(entry);
        if (column.repeats && typeof value === 'string') output.addBytes(kept.bytes(value));
        else addPair(key, jsonValue(value), output);
      };
    case 'field':
      return (entry, output) => addPair(key, jsonValues(column.read(entry)), output);
    default:
      return column satisfies never;
  }
}

function addPair(key: Buffer, json: string, output: ExportOutput): void {
  output.addBytes(key);
  output.addText(json);
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

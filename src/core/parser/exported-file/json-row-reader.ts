import { isUtf8 } from 'node:buffer';
import { BoundedCache } from '../../store/bounded-cache.ts';
import { fileColumn, type FileColumn } from './file-columns.ts';
import type { CellValue, FileEntryAssembler } from './file-entry-assembler.ts';
import type { FoundRow } from './row-finder.ts';
import type { RowReader, UnreadableRow } from './row-reader.ts';

const REPLACEMENT = '\uFFFD';
/** Different keys that are remembered; a file has some tens. */
const REMEMBERED_COLUMNS = 4096;
/** Numbers that may be more exact than a double, or written in another way than JavaScript writes them. */
const HAS_DELICATE_NUMBER = /[:,[]\s*-?(?:\d{16}|\d*[.eE])/;

/**
 * Reads rows of JSON Lines: an object a line, whose keys are columns. `{"base64":…}` are bytes, an array is several values, null is
 * none. What else is no text is kept as the JSON that it is.
 */
export class JsonRowReader implements RowReader {
  readonly #assembler: FileEntryAssembler;
  readonly #columns = new BoundedCache<string, FileColumn>(REMEMBERED_COLUMNS);

  constructor(assembler: FileEntryAssembler) {
    this.#assembler = assembler;
  }

  read({ bytes }: FoundRow): UnreadableRow | undefined {
    const text = bytes.toString('utf8');
    if (text.includes(REPLACEMENT) && !isUtf8(bytes)) return { reason: 'the row is not UTF-8' };
    const row = parseJson(text);
    if ('problem' in row) return { reason: `the row is no JSON: ${row.problem}` };
    const { value } = row;
    if (!isObject(value)) return { reason: 'the row is no JSON object' };
    const assembler = this.#assembler;
    assembler.begin();
    for (const [name, member] of Object.entries(value)) {
      if (!this.#take(this.#columnOf(name), member)) return { reason: 'the row is nested too deeply' };
    }
    const reason = assembler.finish();
    return reason === undefined ? undefined : { reason };
  }

  /** false: a value cannot be written as text. */
  #take(column: FileColumn, value: unknown): boolean {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const cell = item === null ? undefined : cellValue(item);
      if (cell !== undefined) this.#assembler.take(column, cell);
      else if (item !== null) return false;
    }
    return true;
  }

  #columnOf(name: string): FileColumn {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const column = fileColumn(name);
    this.#columns.set(name, column);
    return column;
  }
}

function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    const isDelicate = HAS_DELICATE_NUMBER.test(text);
    return { value: isDelicate ? (JSON.parse(text, keepNumber) as unknown) : (JSON.parse(text) as unknown) };
  } catch (error) {
    return { problem: error instanceof Error ? firstLine(error.message) : String(error) };
  }
}

/** The message quotes the row, which may be long and hostile. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/, (?:"|\.\.\.).* is not valid JSON$/su, '').slice(0, 100);
}

/** A reviver that keeps a number as it is written. Source: ECMAScript, proposal "JSON.parse source text access". */
function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** undefined: it is nested deeper than it can be written. */
function cellValue(value: unknown): CellValue | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (isObject(value)) {
    const { base64 } = value;
    if (typeof base64 === 'string' && Object.keys(value).length === 1) {
      const bytes = Buffer.from(base64, 'base64');
      // What Node skips as no base64 would be lost.
      if (bytes.toString('base64') === base64) return isUtf8(bytes) ? bytes.toString('utf8') : bytes;
    }
  }
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

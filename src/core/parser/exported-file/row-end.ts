const LF = 10;
const QUOTE = 34;

/** Finds where rows end. Remembers how far a row was searched, so that each byte is looked at once. */
export interface RowEnd {
  /** Some cell of the row that was found last is quoted. */
  readonly hasQuotes: boolean;
  /** The bytes end inside quotes, so that their end is not the end of a row. */
  readonly isInsideQuotes: boolean;
  /** The line feed that ends the row; -1: not there yet. @param from - Where the search before stopped. */
  find(bytes: Buffer, from: number): number;
  /** The next row begins. */
  reset(): void;
}

/** Every line feed ends a row: JSON Lines, and TSV, which writes those of its values as `\n`. */
export class LineEnd implements RowEnd {
  readonly hasQuotes = false;
  readonly isInsideQuotes = false;

  find(bytes: Buffer, from: number): number {
    return bytes.indexOf(LF, from);
  }

  reset(): void {
    // Nothing is remembered: the caller says where the search goes on.
  }
}

/** What the bytes so far stand in. */
const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
/** Behind a quote within quotes: the first of two that stand for one, or the closing one. */
const AFTER_QUOTE = 3;

/**
 * The end of a record of CSV as in RFC 4180: a line feed outside quotes. Quotes count only at the beginning of a cell. What follows
 * a closing quote makes the record unreadable and is passed over as plain text.
 */
export class CsvRecordEnd implements RowEnd {
  hasQuotes = false;
  readonly #delimiter: number;
  #state = CELL_START;

  /** @param delimiter - One character of ASCII. */
  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  get isInsideQuotes(): boolean {
    return this.#state === QUOTED;
  }

  find(bytes: Buffer, from: number): number {
    const delimiter = this.#delimiter;
    let state = this.#state;
    for (let at = from; at < bytes.length; at += 1) {
      if (state === QUOTED) {
        at = bytes.indexOf(QUOTE, at);
        if (at < 0) break;
        state = AFTER_QUOTE;
        continue;
      }
      const byte = bytes[at];
      if (byte === LF) return at;
      if (byte === delimiter) state = CELL_START;
      else if (byte === QUOTE && state !== PLAIN) {
        state = QUOTED;
        this.hasQuotes = true;
      } else state = PLAIN;
    }
    this.#state = state;
    return -1;
  }

  reset(): void {
    this.#state = CELL_START;
    this.hasQuotes = false;
  }
}

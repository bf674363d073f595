import type { Dictionaries } from '../../store/dictionaries.ts';
import { opaqueStreamKey, parseCursor } from './journal-cursor.ts';

const ID_LENGTH = 32;
/** Hexadecimal digits that a JavaScript number certainly holds: 52 bits. */
const MAX_EXACT_DIGITS = 13;
const SEMICOLON = 59;

/**
 * Reads cursors from bytes. Neighbouring entries share the two long ids of their cursors, so these are compared with the
 * last ones instead of being read again. See journal-cursor.ts for the shape.
 */
export class CursorReader {
  streamId = 0;
  /** The key of the stream in the store's dictionary; see journal-cursor.ts. */
  streamKey = '';
  sequence = 0;
  monotonicUs = 0;
  timeUnixUs = 0;
  checkLow = 0;
  checkHigh = 0;
  /** Not of the known shape: the whole text is the stream's key. */
  isOpaque = false;

  readonly #dictionaries: Dictionaries;
  #lastIds = Buffer.alloc(2 * ID_LENGTH);
  #lastStreamId = 0;
  #lastStreamKey = '';
  #at = 0;

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
  }

  read(buffer: Buffer, start: number, end: number): void {
    if (this.#lastStreamId !== 0 && this.#readSameStream(buffer, start, end)) return;
    const cursor = parseCursor(buffer.toString('latin1', start, end));
    if (cursor === undefined) {
      this.keepAsText(buffer, start, end);
      return;
    }
    this.isOpaque = false;
    this.streamKey = cursor.streamKey;
    this.streamId = this.#dictionaries.streamId(cursor.streamKey);
    this.sequence = cursor.sequence;
    this.monotonicUs = cursor.monotonicUs;
    this.timeUnixUs = cursor.timeUnixUs;
    this.checkLow = cursor.checkLow;
    this.checkHigh = cursor.checkHigh;
    this.#lastIds.write(cursor.streamKey.slice(2, 2 + ID_LENGTH), 0, 'latin1');
    this.#lastIds.write(cursor.streamKey.slice(-ID_LENGTH), ID_LENGTH, 'latin1');
    this.#lastStreamId = this.streamId;
    this.#lastStreamKey = this.streamKey;
  }

  /** The cursor does not say what the entry's other fields say, or has no known shape: its text is kept as it is. */
  keepAsText(buffer: Buffer, start: number, end: number): void {
    this.isOpaque = true;
    this.streamKey = opaqueStreamKey(buffer.toString('latin1', start, end));
    this.streamId = this.#dictionaries.streamId(this.streamKey);
    this.sequence = 0;
    this.monotonicUs = 0;
    this.timeUnixUs = 0;
    this.checkLow = 0;
    this.checkHigh = 0;
  }

  /** The sequence number id of the cursor read last; meaningless when that is opaque. */
  get sequenceId(): string {
    return this.streamKey.slice(2, 2 + ID_LENGTH);
  }

  /** `buffer[start, end)` is the sequence number id of the cursor read last. */
  isSequenceId(buffer: Buffer, start: number, end: number): boolean {
    return !this.isOpaque && end - start === ID_LENGTH && this.#isSameId(buffer, start, 0);
  }

  #readSameStream(buffer: Buffer, start: number, end: number): boolean {
    // s=<32>;i=
    if (buffer[start] !== 115 || buffer[start + 1] !== 61 || !this.#isSameId(buffer, start + 2, 0))
      return false;
    this.#at = start + 2 + ID_LENGTH;
    const sequence = this.#number(buffer, end, 105);
    // ;b=<32>
    if (sequence < 0 || buffer[this.#at] !== SEMICOLON || buffer[this.#at + 1] !== 98) return false;
    if (buffer[this.#at + 2] !== 61 || !this.#isSameId(buffer, this.#at + 3, ID_LENGTH)) return false;
    this.#at += 3 + ID_LENGTH;
    const monotonicUs = this.#number(buffer, end, 109);
    const timeUnixUs = monotonicUs < 0 ? -1 : this.#number(buffer, end, 116);
    if (timeUnixUs < 0 || !this.#check(buffer, end)) return false;
    this.streamId = this.#lastStreamId;
    this.streamKey = this.#lastStreamKey;
    this.sequence = sequence;
    this.monotonicUs = monotonicUs;
    this.timeUnixUs = timeUnixUs;
    this.isOpaque = false;
    return true;
  }

  #isSameId(buffer: Buffer, start: number, at: number): boolean {
    const last = this.#lastIds;
    for (let i = 0; i < ID_LENGTH; i += 1) if (buffer[start + i] !== last[at + i]) return false;
    return true;
  }

  /** `;<letter>=` and a canonical hexadecimal number; -1 for anything else. */
  #number(buffer: Buffer, end: number, letter: number): number {
    let at = this.#at;
    if (buffer[at] !== SEMICOLON || buffer[at + 1] !== letter || buffer[at + 2] !== 61) return -1;
    at += 3;
    const first = at;
    let value = 0;
    for (; at < end; at += 1) {
      const digit = hexDigit(buffer[at] as number);
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    const digits = at - first;
    if (digits === 0 || digits > MAX_EXACT_DIGITS || (buffer[first] === 48 && digits > 1)) return -1;
    this.#at = at;
    return value;
  }

  /** `;x=` and up to 16 digits, to the very end. */
  #check(buffer: Buffer, end: number): boolean {
    const at = this.#at;
    if (buffer[at] !== SEMICOLON || buffer[at + 1] !== 120 || buffer[at + 2] !== 61) return false;
    const first = at + 3;
    const digits = end - first;
    if (digits === 0 || digits > 16 || (buffer[first] === 48 && digits > 1)) return false;
    let low = 0;
    let high = 0;
    for (let i = first; i < end; i += 1) {
      const digit = hexDigit(buffer[i] as number);
      if (digit < 0) return false;
      high = (high << 4) | (low >>> 28);
      low = (low << 4) | digit;
    }
    this.checkLow = low;
    this.checkHigh = high;
    return true;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

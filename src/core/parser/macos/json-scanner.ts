import { hexValue } from '../code-point-bytes.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_U = 0x75;
/** As deep as arrays and objects may stand in each other. macOS' backtraces need three. */
const MAX_DEPTH = 64;
const SIMPLE_ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt', 'latin1'));
const LITERALS = ['true', 'false', 'null'].map((word) => Buffer.from(word, 'latin1'));

/**
 * Finds where the values of JSON (RFC 8259) end, in bytes, without making anything of them: a number keeps all its digits, bytes
 * that are no UTF-8 stay as they are. Strict in everything but UTF-8. All methods return the index behind what they read, or -1.
 */
export class JsonScanner {
  /** Of the string read last, outside of arrays and objects. */
  hasEscapes = false;

  /** @param at - Behind the opening quote. @returns the index of the closing quote. */
  stringEnd(bytes: Uint8Array, at: number, end: number): number {
    let next = at;
    this.hasEscapes = false;
    while (next < end) {
      const byte = bytes[next] as number;
      if (byte === QUOTE) return next;
      if (byte < 0x20) return -1;
      if (byte === BACKSLASH) {
        this.hasEscapes = true;
        next = escapeEnd(bytes, next + 1, end);
        if (next < 0) return -1;
      } else next += 1;
    }
    return -1;
  }

  valueEnd(bytes: Uint8Array, at: number, end: number, depth = 0): number {
    const first = at < end ? (bytes[at] as number) : 0;
    if (first === QUOTE) {
      const close = this.stringEnd(bytes, at + 1, end);
      return close < 0 ? -1 : close + 1;
    }
    if (first === MINUS || isDigit(first)) return numberEnd(bytes, at, end);
    if (first === 0x7b || first === 0x5b) {
      return depth >= MAX_DEPTH ? -1 : this.#compoundEnd(bytes, at, end, depth + 1);
    }
    const word = LITERALS.find((literal) => literal[0] === first);
    if (word === undefined || at + word.length > end) return -1;
    return word.every((byte, index) => bytes[at + index] === byte) ? at + word.length : -1;
  }

  /** An array or an object, from its opening bracket on. */
  #compoundEnd(bytes: Uint8Array, at: number, end: number, depth: number): number {
    const isObject = bytes[at] === 0x7b;
    const close = isObject ? 0x7d : 0x5d;
    let next = afterSpace(bytes, at + 1, end);
    if (next < end && bytes[next] === close) return next + 1;
    while (next < end) {
      if (isObject) {
        if (bytes[next] !== QUOTE) return -1;
        const nameEnd = this.stringEnd(bytes, next + 1, end);
        if (nameEnd < 0) return -1;
        next = afterSpace(bytes, nameEnd + 1, end);
        if (bytes[next] !== COLON) return -1;
        next = afterSpace(bytes, next + 1, end);
      }
      next = this.valueEnd(bytes, next, end, depth);
      if (next < 0) return -1;
      next = afterSpace(bytes, next, end);
      if (next >= end) return -1;
      if (bytes[next] === close) return next + 1;
      if (bytes[next] !== COMMA) return -1;
      next = afterSpace(bytes, next + 1, end);
    }
    return -1;
  }
}

/** The index of the next byte that is no blank. */
export function afterSpace(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const byte = bytes[next] as number;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) break;
    next += 1;
  }
  return next;
}

function escapeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const kind = bytes[at] as number;
  if (kind !== LETTER_U) return SIMPLE_ESCAPES.has(kind) ? at + 1 : -1;
  if (at + 5 > end) return -1;
  for (let digit = at + 1; digit < at + 5; digit += 1) if (hexValue(bytes[digit] as number) < 0) return -1;
  return at + 5;
}

function numberEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = bytes[at] === MINUS ? at + 1 : at;
  if (bytes[next] === ZERO && next < end) next += 1;
  else next = digitsEnd(bytes, next, end);
  if (next >= 0 && next < end && bytes[next] === POINT) next = digitsEnd(bytes, next + 1, end);
  if (next >= 0 && next < end && ((bytes[next] as number) | 0x20) === 0x65) {
    const sign = bytes[next + 1];
    next = digitsEnd(bytes, sign === PLUS || sign === MINUS ? next + 2 : next + 1, end);
  }
  return next;
}

/** At least one digit. */
function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && isDigit(bytes[next] as number)) next += 1;
  return next > at ? next : -1;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

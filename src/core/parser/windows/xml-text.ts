import { hexValue, writeCodePoint } from '../code-point-bytes.ts';

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
/** `&#x10FFFF;` without its ends, and some leading zeros. */
const MAX_REFERENCE_BYTES = 16;
const NAMED: ReadonlyMap<string, number> = new Map([
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['amp', 0x26],
  ['quot', 0x22],
  ['apos', 0x27],
]);
const NUMBER_SIGN = 0x23;
const LETTER_X = 0x78;
const LETTER_D = 0x44;
const CARRIAGE_RETURN = 0x0d;

/** Text and sections between the tags of one element, put together. */
export class XmlText {
  bytes: Buffer = Buffer.allocUnsafe(4096);
  size = 0;

  clear(): void {
    this.size = 0;
  }

  /** Adds `source[start, end)` as it is. */
  addPlain(source: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    const { bytes, size } = this;
    if (end - start > 48) source.copy(bytes, size, start, end);
    else for (let at = start; at < end; at += 1) bytes[size + at - start] = source[at] as number;
    this.size = size + end - start;
  }

  /** Adds `source[start, end)` with its references replaced. What stands for nothing that XML knows stays as it is. */
  addText(source: Buffer, start: number, end: number): void {
    // A reference is never shorter than what it stands for.
    this.#reserve(end - start);
    const { bytes } = this;
    let { size } = this;
    let at = start;
    while (at < end) {
      // A loop of its own: with the references in it, it takes twice as long.
      while (at < end) {
        const byte = source[at] as number;
        if (byte === AMPERSAND) break;
        bytes[size] = byte;
        size += 1;
        at += 1;
      }
      if (at >= end) break;
      // What Windows writes at the end of each line of a text.
      if (
        source[at + 3] === LETTER_D &&
        source[at + 4] === SEMICOLON &&
        source[at + 2] === LETTER_X &&
        source[at + 1] === NUMBER_SIGN &&
        at + 4 < end
      ) {
        bytes[size] = CARRIAGE_RETURN;
        size += 1;
        at += 5;
        continue;
      }
      const semicolon = referenceEnd(source, at + 1, end);
      const codePoint = semicolon < 0 ? -1 : codePointOf(source, at + 1, semicolon);
      size += writeCodePoint(bytes, size, codePoint < 0 ? AMPERSAND : codePoint);
      at = codePoint < 0 ? at + 1 : semicolon + 1;
    }
    this.size = size;
  }

  #reserve(size: number): void {
    if (this.size + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.size + size));
    this.bytes.copy(grown, 0, 0, this.size);
    this.bytes = grown;
  }
}

/** The index of the semicolon that ends a reference which begins before `at`; -1: there is none near. */
function referenceEnd(source: Buffer, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_REFERENCE_BYTES);
  for (let next = at; next < limit; next += 1) if (source[next] === SEMICOLON) return next;
  return -1;
}

/** What the reference `source[start, end)`, without its ends, stands for; -1: it is none. */
function codePointOf(source: Buffer, start: number, end: number): number {
  if (source[start] !== NUMBER_SIGN) return NAMED.get(source.toString('latin1', start, end)) ?? -1;
  const isHexadecimal = ((source[start + 1] as number) | 0x20) === LETTER_X;
  const first = start + (isHexadecimal ? 2 : 1);
  const base = isHexadecimal ? 16 : 10;
  let codePoint = end > first ? 0 : -1;
  for (let at = first; at < end; at += 1) {
    const digit = hexValue(source[at] as number);
    if (digit < 0 || digit >= base) return -1;
    codePoint = codePoint * base + digit;
  }
  return codePoint <= 0x10ffff ? codePoint : -1;
}

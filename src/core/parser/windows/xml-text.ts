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
    let plain = start;
    for (let at = start; at < end;) {
      if (source[at] === AMPERSAND) {
        this.addPlain(source, plain, at);
        at = this.#addReference(source, at, end);
        plain = at;
      } else at += 1;
    }
    this.addPlain(source, plain, end);
  }

  /** @returns the index behind what it read: a reference, or only its ampersand. */
  #addReference(source: Buffer, ampersand: number, end: number): number {
    const limit = Math.min(end, ampersand + MAX_REFERENCE_BYTES);
    let semicolon = ampersand + 1;
    while (semicolon < limit && source[semicolon] !== SEMICOLON) semicolon += 1;
    const codePoint = semicolon < limit ? codePointOf(source, ampersand + 1, semicolon) : -1;
    if (codePoint >= 0) {
      this.#reserve(4);
      this.size += writeCodePoint(this.bytes, this.size, codePoint);
      return semicolon + 1;
    }
    this.addPlain(source, ampersand, ampersand + 1);
    return ampersand + 1;
  }

  #reserve(size: number): void {
    if (this.size + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.size + size));
    this.bytes.copy(grown, 0, 0, this.size);
    this.bytes = grown;
  }
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

import { hexValue, writeCodePoint } from '../code-point-bytes.ts';

const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
/** What a letter behind a backslash stands for; other letters stand for themselves. */
const MEANINGS = new Map(
  Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(([letter, meaning]) => [
    letter.charCodeAt(0),
    meaning.charCodeAt(0),
  ]),
);

/** The bytes that the string `bytes[start, end)`, between its quotes and known to be well-formed, stands for. A buffer of its own. */
export function unescapeJson(bytes: Buffer, start: number, end: number): Buffer {
  const target = Buffer.allocUnsafe(end - start);
  let size = 0;
  let at = start;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte !== BACKSLASH) {
      target[size] = byte;
      size += 1;
      at += 1;
      continue;
    }
    const kind = bytes[at + 1] as number;
    if (kind === LETTER_U) {
      const codePoint = codePointAt(bytes, at, end);
      size += writeCodePoint(target, size, codePoint);
      at += codePoint > 0xffff ? 12 : 6;
    } else {
      target[size] = MEANINGS.get(kind) ?? kind;
      size += 1;
      at += 2;
    }
  }
  return target.subarray(0, size);
}

/** Of the `\uXXXX` at `at`, or of the pair of them. */
function codePointAt(bytes: Buffer, at: number, end: number): number {
  const high = codeUnitAt(bytes, at);
  const isPair =
    high >= 0xd800 &&
    high < 0xdc00 &&
    at + 12 <= end &&
    bytes[at + 6] === BACKSLASH &&
    bytes[at + 7] === LETTER_U;
  const low = isPair ? codeUnitAt(bytes, at + 6) : 0;
  return low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((high - 0xd800) << 10) + low - 0xdc00 : high;
}

function codeUnitAt(bytes: Buffer, at: number): number {
  let unit = 0;
  for (let digit = at + 2; digit < at + 6; digit += 1) unit = unit * 16 + hexValue(bytes[digit] as number);
  return unit;
}

import { isUtf8 } from 'node:buffer';

/** Where Python keeps bytes that are no UTF-8: one half of a surrogate pair, which no UTF-8 can hold. Source: PEP 383. */
const FIRST_ESCAPE = 0xdc00;
const FIRST_HALF = 0xd800;

/**
 * Text of bytes of any kind, for looking at its UTF-8 parts: every other byte is one half of a surrogate pair. Needs four bytes of memory
 * for each byte, however many are none: a program may log the memory of another.
 */
export function textOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const units = Buffer.allocUnsafe(bytes.length * 2);
  let end = 0;
  const add = (unit: number) => {
    units[end] = unit & 0xff;
    units[end + 1] = unit >>> 8;
    end += 2;
  };
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) add(FIRST_ESCAPE + (bytes[at] ?? 0));
    else addCodePoint(codePointAt(bytes, at, length), add);
    at += Math.max(1, length);
  }
  return units.toString('utf16le', 0, end);
}

/** The bytes that a text of `textOfBytes` was made of. */
export function bytesOfText(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(Buffer.byteLength(text, 'utf8'));
  let end = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_ESCAPE || code > FIRST_ESCAPE + 0xff || isSecondHalf(text, at)) continue;
    end += bytes.write(text.slice(from, at), end, 'utf8');
    bytes[end] = code - FIRST_ESCAPE;
    end += 1;
    from = at + 1;
  }
  end += bytes.write(text.slice(from), end, 'utf8');
  return bytes.subarray(0, end);
}

function isSecondHalf(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= FIRST_HALF && before < FIRST_ESCAPE;
}

function addCodePoint(codePoint: number, add: (unit: number) => void): void {
  if (codePoint < 0x1_0000) {
    add(codePoint);
    return;
  }
  add(FIRST_HALF + ((codePoint - 0x1_0000) >>> 10));
  add(FIRST_ESCAPE + (codePoint & 0x3ff));
}

/** How long the UTF-8 sequence at `at` is; 0: none begins there. Source: RFC 3629, 4. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const [lowest, highest] = SECOND_BYTES[first] ?? [0x80, 0xbf];
  if (second < lowest || second > highest) return 0;
  for (let index = 2; index < length; index += 1) {
    const next = bytes[at + index] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}

/** Overlong forms, halves of surrogate pairs and what lies beyond Unicode are no UTF-8. */
const SECOND_BYTES: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

function codePointAt(bytes: Buffer, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let codePoint = first & (0x7f >>> length);
  for (let index = 1; index < length; index += 1)
    codePoint = codePoint * 64 + ((bytes[at + index] ?? 0) & 0x3f);
  return codePoint;
}

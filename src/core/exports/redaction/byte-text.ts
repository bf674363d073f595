import { isUtf8 } from 'node:buffer';

/** Where Python keeps bytes that are no UTF-8: half a surrogate pair, which no UTF-8 can hold. Source: PEP 383. */
const FIRST_ESCAPE = 0xdc00;

/** Text of bytes of any kind, for looking at its UTF-8 parts: every other byte is one half of a surrogate pair. */
export function textOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += bytes.toString('utf8', from, at) + String.fromCharCode(FIRST_ESCAPE + (bytes[at] ?? 0));
      from = at + 1;
    }
    at += Math.max(1, length);
  }
  return text + bytes.toString('utf8', from);
}

/** The bytes that a text of `textOfBytes` was made of. */
export function bytesOfText(text: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_ESCAPE || code > FIRST_ESCAPE + 0xff || isSecondHalf(text, at)) continue;
    parts.push(Buffer.from(text.slice(from, at), 'utf8'), Buffer.from([code - FIRST_ESCAPE]));
    from = at + 1;
  }
  parts.push(Buffer.from(text.slice(from), 'utf8'));
  return Buffer.concat(parts);
}

function isSecondHalf(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before < 0xdc00;
}

/** How long the UTF-8 sequence at `at` is; 0: none begins there. Source: RFC 3629, 4. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

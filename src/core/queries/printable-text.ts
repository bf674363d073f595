import { isUtf8 } from 'node:buffer';

/**
 * Bytes as text for people: UTF-8 where they are, and `\xHH` for each byte that is not part of a valid character. Control
 * characters stay: whoever shows the text makes them visible.
 */
export function printableText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const size = characterSize(bytes, at);
    if (size > 0) text += bytes.toString('utf8', at, at + size);
    else text += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;
    at += Math.max(1, size);
  }
  return text;
}

/** Bytes of the valid character that begins at `at`; 0: none does. */
function characterSize(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return at + size <= bytes.length && isUtf8(bytes.subarray(at, at + size)) ? size : 0;
}

/** Cuts a text to at most `length` UTF-16 code units, without leaving half a character. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? length - 1 : length);
}

/** Cuts UTF-8 to at most `size` bytes, without leaving half a character. */
export function cutBytes(bytes: Buffer, size: number): Buffer {
  let end = size;
  // What is cut off begins with a character, not with the rest of one; no character is longer than four bytes.
  while (end > size - 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

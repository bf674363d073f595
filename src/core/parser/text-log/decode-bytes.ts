import { isUtf8 } from 'node:buffer';

const REPLACEMENT = '\uFFFD';

/** A string when the bytes are UTF-8, which a string then gives back byte for byte; undefined when not. */
export function decodeUtf8(bytes: Buffer, start: number, end: number): string | undefined {
  const text = bytes.toString('utf8', start, end);
  return text.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end)) ? undefined : text;
}

/** What is stored of these bytes: text, or a copy of them when they are none. */
export function decodeBytes(bytes: Buffer, start: number, end: number): string | Buffer {
  return decodeUtf8(bytes, start, end) ?? Buffer.copyBytesFrom(bytes, start, end - start);
}

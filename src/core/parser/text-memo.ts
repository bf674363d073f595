import { isEqual } from './byte-sum.ts';

const NO_BYTES = Buffer.alloc(0);

/** Makes a string of bytes that mostly are those of the last time: comparing a few bytes takes less than making a string. */
export class TextMemo {
  #bytes: Buffer = NO_BYTES;
  #text = '';

  /** The text of `bytes[start, end)`, as UTF-8. */
  read(bytes: Buffer, start: number, end: number): string {
    if (isEqual(this.#bytes, bytes, start, end)) return this.#text;
    this.#bytes = Buffer.copyBytesFrom(bytes, start, end - start);
    this.#text = bytes.toString('utf8', start, end);
    return this.#text;
  }
}

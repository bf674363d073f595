import type { StoredValue } from '../export-entry.ts';

/** A UTF-16 code unit takes at most three bytes in UTF-8. */
const MAX_BYTES_PER_CODE_UNIT = 3;

/**
 * Memory for the texts of one group of rows, used again for the next: as strings or buffers of their own they would outlive the
 * quick part of garbage collection and cost twice the memory.
 */
export class TextArena {
  readonly #bytes: Buffer<ArrayBuffer>;
  #length = 0;
  #outsideBytes = 0;

  constructor(sizeBytes: number) {
    this.#bytes = Buffer.from(new ArrayBuffer(sizeBytes));
  }

  /** What the texts take that were added since `clear`, also those that found no room here and have memory of their own. */
  get usedBytes(): number {
    return this.#length + this.#outsideBytes;
  }

  /** The text as UTF-8, valid until `clear`. Bytes that are no UTF-8 become U+FFFD. */
  add(value: StoredValue): Uint8Array<ArrayBuffer> {
    const text = typeof value === 'string' ? value : value.toString('utf8');
    if (text.length * MAX_BYTES_PER_CODE_UNIT > this.#bytes.length - this.#length) {
      const bytes = new TextEncoder().encode(text);
      this.#outsideBytes += bytes.length;
      return bytes;
    }
    const start = this.#length;
    const length = this.#bytes.write(text, start);
    this.#length += length;
    return new Uint8Array(this.#bytes.buffer, start, length);
  }

  clear(): void {
    this.#length = 0;
    this.#outsideBytes = 0;
  }
}

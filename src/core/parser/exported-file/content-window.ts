import type { Hash } from 'node:crypto';

/** Some chunks of a pipe. It grows with the rows. */
const FIRST_CAPACITY_BYTES = 256 * 1024;

/**
 * The bytes of a file that were received and not yet made into rows, and the sum over those that were. The sum is formed of large
 * pieces, once for each that is received: a call for each row would cost as much as reading it.
 */
export class ContentWindow {
  /** From `start` on, what waits. Another one after each `append`. */
  bytes: Buffer;
  start = 0;
  /** Bytes of the content before `start`. */
  consumedBytes = 0;
  readonly #hash: Hash;
  #buffer = Buffer.allocUnsafe(FIRST_CAPACITY_BYTES);
  #hashed = 0;

  /** @param hash - Of everything before the first byte; it belongs to the window from now on. */
  constructor(hash: Hash) {
    this.#hash = hash;
    this.bytes = this.#buffer.subarray(0, 0);
  }

  get sizeBytes(): number {
    return this.bytes.length - this.start;
  }

  /** Copies the bytes in. What was consumed is let go. */
  append(bytes: Buffer): void {
    this.#sumUp();
    let end = this.bytes.length;
    if (end + bytes.length > this.#buffer.length) {
      const size = this.sizeBytes;
      const isTooSmall = size + bytes.length > this.#buffer.length;
      const target = isTooSmall
        ? Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, size + bytes.length))
        : this.#buffer;
      this.#buffer.copy(target, 0, this.start, end);
      this.#buffer = target;
      this.start = 0;
      this.#hashed = 0;
      end = size;
    }
    bytes.copy(this.#buffer, end);
    this.bytes = this.#buffer.subarray(0, end + bytes.length);
  }

  consume(bytes: number): void {
    this.start += bytes;
    this.consumedBytes += bytes;
  }

  /** Hexadecimal, of everything consumed so far. */
  digest(): string {
    this.#sumUp();
    return this.#hash.copy().digest('hex');
  }

  #sumUp(): void {
    if (this.#hashed < this.start) this.#hash.update(this.bytes.subarray(this.#hashed, this.start));
    this.#hashed = this.start;
  }
}

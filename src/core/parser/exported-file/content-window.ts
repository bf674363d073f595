import type { Hash } from 'node:crypto';
import { ByteWindow } from '../byte-window.ts';

/**
 * The bytes of a file that were received and not yet made into rows, and the sum over those that were. The sum is formed of large
 * pieces, once for each that is received: a call for each row would cost as much as reading it.
 */
export class ContentWindow extends ByteWindow {
  readonly #hash: Hash;
  #hashed = 0;

  /** @param hash - Of everything before the first byte; it belongs to the window from now on. */
  constructor(hash: Hash) {
    super(0);
    this.#hash = hash;
  }

  override append(bytes: Buffer): void {
    this.#sumUp();
    super.append(bytes);
    // All before it is summed up, wherever the bytes were moved to.
    this.#hashed = this.start;
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

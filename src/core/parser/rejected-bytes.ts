import { MAX_KEPT_BYTES } from './source-parser.ts';

/** Something that cannot be read, as it goes by: its first bytes and its size. */
export class RejectedBytes {
  readonly reason: string;
  sizeBytes = 0;
  readonly #kept: Buffer[] = [];
  #keptBytes = 0;

  constructor(reason: string) {
    this.reason = reason;
  }

  /** Copies as much of `bytes[start, end)` as is kept. */
  add(bytes: Buffer, start: number, end: number): void {
    this.sizeBytes += end - start;
    const keep = Math.min(end - start, MAX_KEPT_BYTES - this.#keptBytes);
    if (keep <= 0) return;
    this.#kept.push(Buffer.copyBytesFrom(bytes, start, keep));
    this.#keptBytes += keep;
  }

  /** At most MAX_KEPT_BYTES. */
  kept(): Buffer {
    return Buffer.concat(this.#kept);
  }
}

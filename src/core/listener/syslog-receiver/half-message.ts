import { TOO_LONG, WHOLE, type MessageFate } from './syslog-envelope.ts';

/** Longer than any message that RFC 5424 wants to be accepted (2,048) and that common daemons send (8 KiB to 64 KiB). */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Of one that is no entry. */
const KEPT_BYTES = 64 * 1024;
const FIRST_CAPACITY_BYTES = 1024;

/** A message that has begun to come. Its memory grows by doubling, so bytes that come one by one cost hardly more than others. */
export class HalfMessage {
  /** What stood before it: `LENGTH `; '' where its end is a line feed. */
  readonly count: string;
  fate: MessageFate;
  /** Up to its end; Infinity: it ends with a line feed. */
  leftBytes: number;
  sizeBytes = 0;
  #kept: Buffer = Buffer.alloc(0);
  #keptBytes = 0;

  constructor(options: { count?: string; fate?: MessageFate; leftBytes: number }) {
    this.count = options.count ?? '';
    this.leftBytes = options.leftBytes;
    this.fate = options.fate ?? WHOLE;
  }

  /** Of one that is no entry, the beginning. */
  get bytes(): Buffer {
    return this.#kept.subarray(0, Math.min(this.#keptBytes, this.#mostBytes));
  }

  /** Copies `bytes[start, end)`, as much of it as is kept. */
  add(bytes: Buffer, start: number, end: number): void {
    this.sizeBytes += end - start;
    this.leftBytes -= end - start;
    if (this.fate === WHOLE && this.sizeBytes > MAX_MESSAGE_BYTES) this.fate = TOO_LONG;
    const length = Math.min(end - start, this.#mostBytes - this.#keptBytes);
    if (length <= 0) return;
    this.#makeRoom(length);
    this.#keptBytes += bytes.copy(this.#kept, this.#keptBytes, start, start + length);
  }

  get #mostBytes(): number {
    return this.fate === WHOLE ? MAX_MESSAGE_BYTES : KEPT_BYTES;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#keptBytes + bytes;
    if (needed <= this.#kept.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(FIRST_CAPACITY_BYTES, this.#kept.length * 2, needed));
    this.#kept.copy(grown, 0, 0, this.#keptBytes);
    this.#kept = grown;
  }
}

import { BoundedCache } from '../../store/bounded-cache.ts';

/** Distinct values that are kept, and how long one may be: 100 KiB or so for each column. */
const CAPACITY = 1000;
const MAX_LENGTH = 100;

/** The bytes of cells whose values come again and again (hosts, units, pids), so that each is encoded once. Bounded. */
export class KeptCells {
  readonly #encode: (value: string | number) => Buffer;
  readonly #kept = new BoundedCache<string | number, Buffer>(CAPACITY);
  #lastValue: string | number | undefined;
  #lastBytes: Buffer = Buffer.alloc(0);

  constructor(encode: (value: string | number) => Buffer) {
    this.#encode = encode;
  }

  /** The bytes are shared: whoever gets them may not change them. */
  bytes(value: string | number): Buffer {
    // Neighbours are often equal, and to compare them is quicker than to look one up.
    if (value === this.#lastValue) return this.#lastBytes;
    if (typeof value === 'string' && value.length > MAX_LENGTH) return this.#encode(value);
    let bytes = this.#kept.get(value);
    if (bytes === undefined) {
      bytes = this.#encode(value);
      this.#kept.set(value, bytes);
    }
    this.#lastValue = value;
    this.#lastBytes = bytes;
    return bytes;
  }
}

/** Some chunks of a pipe. It grows with the lines. */
const FIRST_CAPACITY_BYTES = 256 * 1024;

/** The bytes of a file that were received and not yet made into lines or rows, without a gap. */
export class ByteWindow {
  /** From `start` on, what waits. Another one after each `append`. */
  bytes: Buffer;
  start = 0;
  /** Where in the file the byte at `start` stands. */
  startsAt: number;
  #buffer: Buffer;

  /**
   * @param startsAt - Where in the file the first byte stands that will be appended. @param capacityBytes - For how many there is room at once;
   * it grows.
   */
  constructor(startsAt: number, capacityBytes = FIRST_CAPACITY_BYTES) {
    this.startsAt = startsAt;
    this.#buffer = Buffer.allocUnsafe(capacityBytes);
    this.bytes = this.#buffer.subarray(0, 0);
  }

  get sizeBytes(): number {
    return this.bytes.length - this.start;
  }

  /** Copies the bytes in. What was consumed is let go. */
  append(bytes: Buffer): void {
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
      end = size;
    }
    bytes.copy(this.#buffer, end);
    this.bytes = this.#buffer.subarray(0, end + bytes.length);
  }

  consume(bytes: number): void {
    this.start += bytes;
    this.startsAt += bytes;
  }
}

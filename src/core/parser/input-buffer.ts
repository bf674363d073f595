/** Some chunks of a pipe. It grows with the longest entry. */
const FIRST_CAPACITY_BYTES = 256 * 1024;

/** The bytes that a parser received and has not made into entries yet, without a gap. */
export class InputBuffer {
  /** What waits is `bytes[start, end)`. Another buffer after an `append` that had no room. */
  bytes: Buffer = Buffer.allocUnsafe(FIRST_CAPACITY_BYTES);
  start = 0;
  end = 0;

  get sizeBytes(): number {
    return this.end - this.start;
  }

  /** Copies the bytes in. `start` and `end` may move: the distance from `start` is what stays. */
  append(chunk: Uint8Array): void {
    const size = this.sizeBytes;
    if (size === 0) {
      this.start = 0;
      this.end = 0;
    }
    if (this.end + chunk.length > this.bytes.length) {
      const isTooSmall = size + chunk.length > this.bytes.length;
      const target = isTooSmall
        ? Buffer.allocUnsafe(Math.max(this.bytes.length * 2, size + chunk.length))
        : this.bytes;
      this.bytes.copy(target, 0, this.start, this.end);
      this.bytes = target;
      this.start = 0;
      this.end = size;
    }
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Where `byte` stands in what waits, from the index `from` on; -1: nowhere. */
  indexOf(byte: number, from: number): number {
    const found = this.bytes.indexOf(byte, from);
    return found < this.end ? found : -1;
  }

  /** Lets all go that waits. @returns how many bytes that were. */
  clear(): number {
    const size = this.sizeBytes;
    this.start = 0;
    this.end = 0;
    return size;
  }
}

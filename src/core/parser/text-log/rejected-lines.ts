import { MAX_KEPT_BYTES, type ParserSink } from '../source-parser.ts';
import { formatTextEntryPosition } from './text-position.ts';

/** So much of one endless line goes into one piece of the quarantine, then another begins. */
const MAX_REJECTED_BYTES = 16 * 1024 * 1024;

/** Lines that are no entry and belong to none, gathered until it is known where they end. */
export class RejectedLines {
  /** Where in the file they begin. */
  readonly startsAt: number;
  readonly reason: string;
  sizeBytes = 0;
  #kept: Buffer[] = [];
  #keptBytes = 0;

  constructor(reason: string, startsAt: number) {
    this.reason = reason;
    this.startsAt = startsAt;
  }

  get isFull(): boolean {
    return this.sizeBytes >= MAX_REJECTED_BYTES;
  }

  /** Whether a further line would be kept whole: of what is cut nothing can be tried again. */
  hasRoomFor(size: number): boolean {
    return this.sizeBytes === 0 || this.sizeBytes + size <= MAX_KEPT_BYTES;
  }

  /** Takes `bytes[start, start + size)`. */
  add(bytes: Buffer, start: number, size: number): void {
    const keep = Math.min(size, MAX_KEPT_BYTES - this.#keptBytes);
    if (keep > 0) {
      this.#kept.push(Buffer.copyBytesFrom(bytes, start, keep));
      this.#keptBytes += keep;
    }
    this.sizeBytes += size;
  }

  handOn(sink: ParserSink, streamKey: string): void {
    const position = formatTextEntryPosition(streamKey, this.startsAt);
    sink.reject(this.reason, Buffer.concat(this.#kept), this.sizeBytes, position);
  }
}

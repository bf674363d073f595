import { CUT_OFF, TOO_LONG, WHOLE, type MessageFate } from './syslog-envelope.ts';

/** Longer than any message that RFC 5424 wants to be accepted (2,048) and that common daemons send (8 KiB to 64 KiB). */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Of one that is too long. */
const KEPT_BYTES = 64 * 1024;
const LF = 10;
const CR = 13;
const BLANK = 32;
const ZERO = 48;
const NINE = 57;
/** Of a length in octet counting. */
const MAX_DIGITS = 9;

export type TakeFrame = (fate: MessageFate, bytes: Buffer, sizeBytes: number) => void;

/**
 * Finds messages in what comes over a connection. Each may be framed by octet counting (`LENGTH message`) or end with a line feed: RFC 6587, sections
 * 3.4.1 and 3.4.2, told by its first byte, as a message begins with `<`. Every byte is in a message, or is framing.
 */
export class FrameReader {
  readonly #take: TakeFrame;
  #waiting: Buffer = Buffer.alloc(0);
  /** Of the message that is passed over as it is too long: what was kept, its size so far, and how many bytes are left; Infinity: up to a line feed. */
  #passing: { kept: Buffer; sizeBytes: number; leftBytes: number } | undefined;

  constructor(take: TakeFrame) {
    this.#take = take;
  }

  push(bytes: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    let at = 0;
    for (;;) {
      const next = this.#passing === undefined ? this.#readOne(at) : this.#pass(at);
      if (next === undefined) break;
      at = next;
    }
    this.#waiting = Buffer.from(this.#waiting.subarray(at));
  }

  /** The connection is over: what is left has no end, but may be all there was. */
  end(): void {
    if (this.#passing !== undefined) {
      const { kept, sizeBytes } = this.#passing;
      this.#take(TOO_LONG, kept, sizeBytes);
    } else if (this.#waiting.length > 0) {
      const isCounted = isDigit(this.#waiting[0]);
      this.#give(isCounted ? CUT_OFF : WHOLE, this.#waiting);
    }
    this.#passing = undefined;
    this.#waiting = Buffer.alloc(0);
  }

  /** @returns Where the next one begins; undefined: more has to come. */
  #readOne(start: number): number | undefined {
    const bytes = this.#waiting;
    let at = start;
    while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) at += 1;
    if (at === bytes.length) return at === start ? undefined : at;
    const count = isDigit(bytes[at]) ? this.#readCount(at) : undefined;
    if (count === 'incomplete') return at === start ? undefined : at;
    if (count === undefined) return this.#readLine(at, start);
    const { lengthBytes, from } = count;
    if (lengthBytes > MAX_MESSAGE_BYTES) {
      this.#passing = { kept: Buffer.alloc(0), sizeBytes: 0, leftBytes: lengthBytes };
      return from;
    }
    if (bytes.length - from < lengthBytes) return at === start ? undefined : at;
    this.#give(WHOLE, bytes.subarray(from, from + lengthBytes));
    return from + lengthBytes;
  }

  #readLine(at: number, start: number): number | undefined {
    const bytes = this.#waiting;
    const lineEnd = bytes.indexOf(LF, at);
    if (lineEnd >= 0 && lineEnd - at <= MAX_MESSAGE_BYTES) {
      this.#give(WHOLE, bytes.subarray(at, lineEnd));
      return lineEnd + 1;
    }
    if (lineEnd < 0 && bytes.length - at <= MAX_MESSAGE_BYTES) return at === start ? undefined : at;
    this.#passing = { kept: Buffer.alloc(0), sizeBytes: 0, leftBytes: Infinity };
    return at;
  }

  /** `LENGTH ` at the beginning of a message. undefined: it is none. */
  #readCount(start: number): { lengthBytes: number; from: number } | 'incomplete' | undefined {
    const bytes = this.#waiting;
    let at = start;
    while (at < bytes.length && isDigit(bytes[at]) && at - start < MAX_DIGITS) at += 1;
    if (at === bytes.length) return 'incomplete';
    if (bytes[at] !== BLANK) return undefined;
    return { lengthBytes: Number(bytes.toString('latin1', start, at)), from: at + 1 };
  }

  #pass(at: number): number | undefined {
    const passing = this.#passing;
    if (passing === undefined || at === this.#waiting.length) return undefined;
    const rest = this.#waiting.subarray(at);
    const lineEnd = passing.leftBytes === Infinity ? rest.indexOf(LF) : -1;
    const length = Math.min(rest.length, lineEnd >= 0 ? lineEnd : passing.leftBytes);
    const room = KEPT_BYTES - passing.kept.length;
    if (room > 0) passing.kept = Buffer.concat([passing.kept, rest.subarray(0, Math.min(length, room))]);
    passing.sizeBytes += length;
    passing.leftBytes -= length;
    if (lineEnd >= 0 || passing.leftBytes === 0) {
      this.#passing = undefined;
      this.#take(TOO_LONG, passing.kept, passing.sizeBytes);
      return at + length + (lineEnd >= 0 ? 1 : 0);
    }
    return at + length;
  }

  #give(fate: MessageFate, bytes: Buffer): void {
    if (bytes.length > 0) this.#take(fate, bytes, bytes.length);
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

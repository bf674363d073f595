import { HalfMessage, MAX_MESSAGE_BYTES } from './half-message.ts';
import { BAD_COUNT, CUT_OFF, REST, STALLED, WHOLE, type MessageFate } from './syslog-envelope.ts';

const LF = 10;
const CR = 13;
/** What a message begins with: RFC 5424, section 6; RFC 3164, section 4.1.1. */
const LESS_THAN = 60;
/** What may become a length, with more digits than one can have, so that too many of them are seen. */
const HEAD = /^\d{1,20} ?$/;
/** MSG-LEN of RFC 6587, section 3.4.1. Ten megabytes are more than any sender's. */
const COUNT = /^[1-9]\d{0,6} $/;
const ZERO = /^0+ $/;
const DIGIT = /\d/;

/** The bytes are used again: copy what is kept. */
export type TakeFrame = (fate: MessageFate, bytes: Buffer, sizeBytes: number) => void;

/**
 * Finds messages in what comes over a connection. Each may be framed by octet counting (`LENGTH message`) or end with a line feed: RFC 6587, sections
 * 3.4.1 and 3.4.2, told by how it begins, as a message begins with `<`. Every byte is in a message or in a length that is none, or it is
 * framing: a length before a message, the line feed behind one, line ends between messages.
 */
export class FrameReader {
  readonly #take: TakeFrame;
  /** Digits and a blank, before it is known what they are. */
  #head = '';
  #half: HalfMessage | undefined;

  constructor(take: TakeFrame) {
    this.#take = take;
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      at = this.#half === undefined ? this.#begin(bytes, at) : this.#goOn(this.#half, bytes, at);
    }
  }

  /** Nothing has come for too long: what there is of a message is given, and what still comes of it is given as its rest. */
  giveUp(): void {
    const half = this.#half;
    if (half === undefined || half.sizeBytes === 0) return;
    this.#give(half, STALLED);
    this.#half = new HalfMessage({ leftBytes: half.leftBytes, fate: REST });
  }

  /** The sender closed the connection: a message without a line feed is all there was, one that was counted is not. */
  end(): void {
    const half = this.#half;
    if (half?.leftBytes === Infinity) {
      this.#give(half, WHOLE);
      this.#half = undefined;
    }
    this.cut(CUT_OFF);
  }

  /** Nothing more comes, whatever the sender still had to say. */
  cut(fate: MessageFate): void {
    if (this.#head !== '') this.#takeText(fate, this.#head);
    if (this.#half !== undefined) this.#give(this.#half, fate);
    this.#head = '';
    this.#half = undefined;
  }

  /** @returns Where to go on. */
  #begin(bytes: Buffer, at: number): number {
    const byte = bytes[at] ?? 0;
    const head = this.#head;
    if (head === '' && (byte === LF || byte === CR)) return at + 1;
    const character = String.fromCharCode(byte);
    if (HEAD.test(head + character)) {
      this.#head += character;
      return at + 1;
    }
    this.#head = '';
    if (!isBeforeMessage(head, byte)) {
      this.#half = new HalfMessage({ leftBytes: Infinity });
      this.#half.add(Buffer.from(head, 'latin1'), 0, head.length);
    } else if (COUNT.test(head)) this.#half = new HalfMessage({ leftBytes: Number(head), count: head });
    else this.#takeText(BAD_COUNT, head);
    return at;
  }

  #goOn(half: HalfMessage, bytes: Buffer, at: number): number {
    const lineEnd = half.leftBytes === Infinity ? bytes.indexOf(LF, at) : -1;
    const end = lineEnd >= 0 ? lineEnd : Math.min(bytes.length, at + half.leftBytes);
    const isOver = lineEnd >= 0 || end - at === half.leftBytes;
    const isInOnePiece = isOver && half.sizeBytes === 0 && half.fate === WHOLE;
    if (isInOnePiece && end - at <= MAX_MESSAGE_BYTES) {
      this.#take(WHOLE, bytes.subarray(at, end), end - at);
    } else {
      half.add(bytes, at, end);
      if (isOver) this.#give(half, WHOLE);
    }
    if (isOver) this.#half = undefined;
    return lineEnd >= 0 ? end + 1 : end;
  }

  /** What is too long, or only a rest, remains so whatever else became of it. */
  #give(half: HalfMessage, fate: MessageFate): void {
    if (half.sizeBytes === 0) return;
    if (half.fate !== WHOLE || fate === WHOLE) this.#take(half.fate, half.bytes, half.sizeBytes);
    else {
      const { count, bytes, sizeBytes } = half;
      this.#take(fate, Buffer.concat([Buffer.from(count, 'latin1'), bytes]), count.length + sizeBytes);
    }
  }

  #takeText(fate: MessageFate, text: string): void {
    this.#take(fate, Buffer.from(text, 'latin1'), text.length);
  }
}

/** Whether the digits are a length, right or wrong. Of nothing, another one may follow at once. */
function isBeforeMessage(head: string, next: number): boolean {
  if (!head.endsWith(' ')) return false;
  return next === LESS_THAN || (ZERO.test(head) && DIGIT.test(String.fromCharCode(next)));
}

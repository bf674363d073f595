import type { MissedAnchor } from '../../parser/source-parser.ts';
import type { ListenerOutput, ListenerPort } from '../listener.ts';
import { packMessage, packedBytes, type SyslogMessage } from './syslog-envelope.ts';

/** What is handed over together, unless the turn of the loop ends before. */
const CHUNK_BYTES = 64 * 1024;
/** Three seconds of 30,000 messages of 350 bytes each: what is sent in a burst while the store is busy. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

/** Hands messages over, those of one turn of the loop together, with gaps in their order between them. While there is no room they wait. */
export class MessageOutbox {
  readonly nowUnixUs: () => number;
  readonly #port: ListenerPort;
  readonly #mostWaitingBytes: number;
  readonly #waiting: ListenerOutput[] = [];
  #waitingBytes = 0;
  #chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #usedBytes = 0;
  #turn: NodeJS.Immediate | undefined;
  #hasRoom = true;

  constructor(port: ListenerPort, nowUnixUs: () => number, mostWaitingBytes = MOST_WAITING_BYTES) {
    this.#port = port;
    this.nowUnixUs = nowUnixUs;
    this.#mostWaitingBytes = mostWaitingBytes;
  }

  /** false: let senders wait that can. What is added is taken all the same. */
  get hasRoom(): boolean {
    return this.#hasRoom;
  }

  /** Take nothing more, and count what that loses. */
  get isFull(): boolean {
    return !this.#hasRoom && this.#waitingBytes + this.#usedBytes >= this.#mostWaitingBytes;
  }

  /** What waits goes first, so there may be none again at once. */
  makeRoom(): void {
    this.#hasRoom = true;
    this.#handOver();
  }

  /** Copies the bytes. */
  add(message: Omit<SyslogMessage, 'receivedUnixUs'>): void {
    const sizeBytes = packedBytes(message);
    if (this.#usedBytes + sizeBytes > this.#chunk.length) {
      this.#endChunk();
      if (this.#hasRoom) this.#handOver();
      if (sizeBytes > this.#chunk.length) this.#chunk = Buffer.allocUnsafeSlow(sizeBytes);
    }
    packMessage({ ...message, receivedUnixUs: this.nowUnixUs() }, this.#chunk, this.#usedBytes);
    this.#usedBytes += sizeBytes;
    if (this.#hasRoom) this.#turn ??= setImmediate(() => this.#handOver());
  }

  /** What is missing up to now. */
  addGap(gap: Omit<MissedAnchor, 'untilUnixUs'>): void {
    this.#endChunk();
    const missed = { ...gap, untilUnixUs: this.nowUnixUs() };
    this.#waiting.push({ kind: 'gap', missed });
    if (this.#hasRoom) this.#handOver();
  }

  /** Hands over what waits, whether there is room or not. */
  flush(): void {
    this.#endChunk();
    while (this.#waiting.length > 0) this.#handOverNext();
  }

  #handOver(): void {
    this.#endChunk();
    while (this.#hasRoom && this.#waiting.length > 0) this.#handOverNext();
  }

  #handOverNext(): void {
    const output = this.#waiting.shift();
    if (output === undefined) return;
    if (output.kind === 'bytes') this.#waitingBytes -= output.bytes.length;
    if (!this.#port.deliver(output)) this.#hasRoom = false;
  }

  /** Its memory goes with it, unless it is mostly empty. */
  #endChunk(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    if (this.#usedBytes === 0) return;
    const used = this.#chunk.subarray(0, this.#usedBytes);
    let bytes = used;
    if (used.length * 2 > this.#chunk.length) this.#chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    else {
      bytes = Buffer.allocUnsafeSlow(used.length);
      used.copy(bytes);
    }
    this.#waiting.push({ kind: 'bytes', bytes });
    this.#waitingBytes += bytes.length;
    this.#usedBytes = 0;
  }
}

import type { ListenerPort } from '../listener.ts';
import { packMessage, type SyslogMessage } from './syslog-envelope.ts';

/** What waits to be handed over while messages come. */
const CHUNK_BYTES = 32 * 1024;

/** Hands messages over, those of one turn of the loop together, with gaps in their order between them. */
export class MessageOutbox {
  readonly nowUnixUs: () => number;
  readonly #port: ListenerPort;
  #packed: Buffer[] = [];
  #packedBytes = 0;
  #flush: NodeJS.Immediate | undefined;
  #hasRoom = true;

  constructor(port: ListenerPort, nowUnixUs: () => number) {
    this.#port = port;
    this.nowUnixUs = nowUnixUs;
  }

  /** false: let what can wait, wait. What is added is taken all the same. */
  get hasRoom(): boolean {
    return this.#hasRoom;
  }

  makeRoom(): void {
    this.#hasRoom = true;
  }

  /** Copies the bytes. */
  add(message: Omit<SyslogMessage, 'receivedUnixUs'>): void {
    const packed = packMessage({ ...message, receivedUnixUs: this.nowUnixUs() });
    this.#packed.push(packed);
    this.#packedBytes += packed.length;
    if (this.#packedBytes >= CHUNK_BYTES) this.flush();
    else this.#flush ??= setImmediate(() => this.flush());
  }

  /** @param fromUnixUs - When what is lost may have begun. null: that is not known. */
  addGap(lostEntries: number, reason: string, fromUnixUs: number | null): void {
    this.flush();
    const missed = { fromUnixUs, untilUnixUs: this.nowUnixUs(), lostEntries, reason };
    if (!this.#port.deliver({ kind: 'gap', missed })) this.#hasRoom = false;
  }

  flush(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#packed.length === 0) return;
    const bytes = Buffer.allocUnsafeSlow(this.#packedBytes);
    let at = 0;
    for (const packed of this.#packed) at += packed.copy(bytes, at);
    this.#packed = [];
    this.#packedBytes = 0;
    if (!this.#port.deliver({ kind: 'bytes', bytes })) this.#hasRoom = false;
  }
}

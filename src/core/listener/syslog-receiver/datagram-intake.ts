import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { MessageOutbox } from './message-outbox.ts';
import { senderWords, type SyslogAddress } from './syslog-address.ts';
import { WHOLE } from './syslog-envelope.ts';
import { drain, type SyslogIntake } from './syslog-intake.ts';
import { readUdpDrops } from './udp-drops.ts';

/** The kernel's queue of datagrams: the largest that a user may ask for by default is 208 KiB. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
/** The kernel's queue is read to its end; only a machine that stands still does not come to it. */
const DRAIN = { mostMs: 5000, most: Infinity };
/** Nobody sends from there: the discard service of RFC 863. */
const NOBODY = 9;
const TOO_FAST = 'they came faster than they could be read';
const NO_ROOM = 'the kernel had no room for them (net.core.rmem_max)';

/** Receives datagrams, each a message: RFC 5426. Nothing makes senders wait, so what cannot be taken is counted. */
export class DatagramIntake implements SyslogIntake {
  readonly closed: Promise<void>;
  readonly troubleText = '';
  readonly problem = null;
  readonly #address: SyslogAddress;
  readonly #outbox: MessageOutbox;
  readonly #dropsMs: number;
  readonly #over = Promise.withResolvers<void>();
  #socket: Socket | undefined;
  #received = 0;
  /** Datagrams that came while there was no room. */
  #lost = 0;
  #drops = 0;
  #lookedUnixUs = 0;
  #dropsTimer: NodeJS.Timeout | undefined;

  constructor(address: SyslogAddress, outbox: MessageOutbox, dropsMs: number) {
    this.#address = address;
    this.#outbox = outbox;
    this.#dropsMs = dropsMs;
    this.closed = this.#over.promise;
  }

  async open(): Promise<number> {
    const { host, port } = this.#address;
    const type = isIPv6(host) ? 'udp6' : 'udp4';
    const socket = createSocket({ type, recvBufferSize: RECEIVE_BUFFER_BYTES });
    socket.on('message', (bytes, { address }) => this.#take(bytes, senderWords(address)));
    socket.bind(port, host);
    try {
      await once(socket, 'listening');
    } catch (error) {
      socket.close();
      throw error;
    }
    this.#socket = socket;
    this.#lookedUnixUs = this.#outbox.nowUnixUs();
    this.#drops = readUdpDrops(socket.address()) ?? 0;
    this.#dropsTimer = setInterval(() => this.#look(), this.#dropsMs).unref();
    // What it was is told by the next try to listen.
    socket.on('error', () => socket.close());
    socket.on('close', () => {
      clearInterval(this.#dropsTimer);
      this.#tell(this.#lost, TOO_FAST);
      this.#over.resolve();
    });
    return socket.address().port;
  }

  resume(): void {
    this.#tell(this.#lost, TOO_FAST);
    this.#lost = 0;
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#socket = undefined;
    await refuseSenders(socket);
    await drain(() => this.#received, DRAIN);
    // Its numbers go with it.
    this.#look(socket);
    socket.close();
    await this.closed;
  }

  #take(bytes: Buffer, sender: string): void {
    this.#received += 1;
    if (this.#outbox.isFull) this.#lost += 1;
    else this.#outbox.add({ fate: WHOLE, sender, bytes, sizeBytes: bytes.length });
  }

  #look(socket = this.#socket): void {
    const drops = (socket === undefined ? undefined : readUdpDrops(socket.address())) ?? this.#drops;
    this.#tell(drops - this.#drops, NO_ROOM);
    this.#drops = drops;
    this.#lookedUnixUs = this.#outbox.nowUnixUs();
  }

  #tell(messages: number, why: string): void {
    if (messages <= 0) return;
    const reason = `${String(messages)} messages over UDP were lost: ${why}.`;
    this.#outbox.addGap({ fromUnixUs: this.#lookedUnixUs, lostEntries: messages, reason });
  }
}

/**
 * From then on nothing is taken, while what was taken can still be read: a socket that is connected takes datagrams of its peer only. Source: connect(2),
 * udp(7). Where that cannot be done they are taken on.
 */
async function refuseSenders(socket: Socket): Promise<void> {
  const { address } = socket.address();
  const own = ({ '0.0.0.0': '127.0.0.1', '::': '::1' } as Record<string, string>)[address] ?? address;
  await new Promise<void>((resolve) => socket.connect(NOBODY, own, () => resolve()));
}

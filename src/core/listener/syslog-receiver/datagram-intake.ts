import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { MessageOutbox } from './message-outbox.ts';
import type { SyslogAddress } from './syslog-address.ts';
import { WHOLE } from './syslog-envelope.ts';
import { drain, type SyslogIntake } from './syslog-intake.ts';
import { readUdpDrops } from './udp-drops.ts';

/** The kernel's queue of datagrams: the largest that a user may ask for by default is 208 KiB. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
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
  #receivedBytes = 0;
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
    socket.on('message', (bytes, { address }) => this.#take(bytes, address));
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
    await drain(() => this.#receivedBytes);
    // Its numbers go with it.
    this.#look(socket);
    socket.close();
    await this.closed;
  }

  #take(bytes: Buffer, sender: string): void {
    this.#receivedBytes += bytes.length;
    if (this.#outbox.hasRoom) this.#outbox.add({ fate: WHOLE, sender, bytes, sizeBytes: bytes.length });
    else this.#lost += 1;
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
    this.#outbox.addGap(messages, reason, this.#lookedUnixUs);
  }
}

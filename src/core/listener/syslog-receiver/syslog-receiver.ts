import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createTcpServer, isIPv6, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { toWireError, type WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { FrameReader } from './frame-reader.ts';
import { addressWords, type SyslogAddress } from './syslog-address.ts';
import { CUT_OFF, STOPPED, WHOLE, packMessage, type MessageFate } from './syslog-envelope.ts';
import { classifyReceiverFailure, hasNoEnd } from './syslog-receiver-problem.ts';
import { readUdpDrops } from './udp-drops.ts';

export interface SyslogReceiverOptions {
  address: SyslogAddress;
  mode: ListenerMode;
  port: ListenerPort;
  /** Milliseconds until a port that could not be had is tried again. Default: 5,000. */
  retryMs?: number;
  /** Milliseconds between two looks at what the kernel has dropped. Default: 1,000. */
  dropsMs?: number;
  /** Microseconds since 1970. Default: the clock. */
  nowUnixUs?: () => number;
}

/** More senders at once are turned away; a fleet of that size has a relay. */
const MOST_CONNECTIONS = 512;
const RETRY_MS = 5000;
const DROPS_MS = 1000;
/** The kernel's queue of datagrams: the largest that a user may ask for by default is 208 KiB. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
/** What waits to be handed over while datagrams come. */
const CHUNK_BYTES = 32 * 1024;

/**
 * Receives syslog over a network: RFC 5426 (UDP), RFC 6587 (TCP), RFC 5425 (TLS). Nothing is kept by the senders, so what cannot be taken in time is lost: over TCP
 * and TLS they are made to wait, over UDP what is known to be lost is a gap.
 */
export function createSyslogReceiver(options: SyslogReceiverOptions): Listener {
  return new SyslogReceiver(options);
}

class SyslogReceiver implements Listener {
  readonly #address: SyslogAddress;
  readonly #mode: ListenerMode;
  readonly #port: ListenerPort;
  readonly #retryMs: number;
  readonly #dropsMs: number;
  readonly #nowUnixUs: () => number;
  readonly #connections = new Set<Socket>();
  #udp: UdpSocket | undefined;
  #server: Server | undefined;
  #refused = 0;
  #packed: Buffer[] = [];
  #packedBytes = 0;
  #flush: NodeJS.Immediate | undefined;
  #hasRoom = true;
  /** Datagrams that came while there was no room. */
  #lost = 0;
  #drops = 0;
  #dropsTimer: NodeJS.Timeout | undefined;
  #isStopping = false;
  #working: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(options: SyslogReceiverOptions) {
    this.#address = options.address;
    this.#mode = options.mode;
    this.#port = options.port;
    this.#retryMs = options.retryMs ?? RETRY_MS;
    this.#dropsMs = options.dropsMs ?? DROPS_MS;
    this.#nowUnixUs = options.nowUnixUs ?? (() => Date.now() * 1000);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    if (this.#hasRoom) return;
    this.#hasRoom = true;
    for (const connection of this.#connections) connection.resume();
    this.#reportLost(this.#lost, 'they came faster than they could be read');
    this.#lost = 0;
  }

  retryNow(): void {
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake?.();
    clearInterval(this.#dropsTimer);
    for (const connection of this.#connections) connection.destroy();
    this.#server?.close();
    this.#udp?.close();
    await this.#working;
    this.#sendPacked();
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#report('starting', 'Starting');
    if (this.#mode === 'once') {
      this.#report('failed', 'Nothing to read', hasNoEnd(this.#address));
      return;
    }
    while (!this.#isStopping) {
      try {
        await this.#receive();
      } catch (error) {
        if (this.#isStopping) return;
        const problem = classifyReceiverFailure(this.#address, error) ?? toWireError(error);
        const seconds = String(this.#retryMs / 1000);
        this.#report(
          'waiting',
          `Cannot listen on ${addressWords(this.#address)}; trying again in ${seconds} s`,
          problem,
        );
        await this.#pause();
      }
    }
  }

  /** Until the socket is closed. @throws what keeps it from being opened. */
  async #receive(): Promise<void> {
    this.#port.deliver({ kind: 'run-started', phase: 'follow', anchor: null });
    try {
      await (this.#address.transport === 'udp' ? this.#receiveDatagrams() : this.#receiveConnections());
    } finally {
      this.#sendPacked();
      this.#port.deliver({ kind: 'run-ended', isComplete: false });
    }
  }

  async #receiveDatagrams(): Promise<void> {
    const { host, port } = this.#address;
    const socket = createSocket({
      type: isIPv6(host) ? 'udp6' : 'udp4',
      recvBufferSize: RECEIVE_BUFFER_BYTES,
    });
    this.#udp = socket;
    socket.on('message', (bytes, { address }) => {
      if (this.#hasRoom) this.#add(WHOLE, bytes, bytes.length, address);
      else this.#lost += 1;
    });
    socket.bind(port, host);
    try {
      await once(socket, 'listening');
    } catch (error) {
      this.#udp = undefined;
      socket.close();
      throw error;
    }
    this.#announce(socket.address().port);
    this.#watchDrops(socket.address().port);
    await untilClosed(socket);
    clearInterval(this.#dropsTimer);
  }

  async #receiveConnections(): Promise<void> {
    const { host, port, certificate } = this.#address;
    const server =
      certificate === undefined
        ? createTcpServer((socket) => this.#connect(socket))
        : createTlsServer(
            { cert: await readFile(certificate.certPath), key: await readFile(certificate.keyPath) },
            (socket) => this.#connect(socket),
          );
    this.#server = server;
    // A sender that speaks no TLS, or trusts no certificate of ours: its own log says so.
    server.on('tlsClientError', () => undefined);
    server.listen(port, host);
    await once(server, 'listening');
    const bound = server.address();
    this.#announce(typeof bound === 'object' && bound !== null ? bound.port : port);
    await untilClosed(server);
  }

  #connect(socket: Socket): void {
    if (this.#connections.size >= MOST_CONNECTIONS) {
      this.#refused += 1;
      socket.destroy();
      return;
    }
    this.#connections.add(socket);
    const sender = socket.remoteAddress ?? '';
    const frames = new FrameReader((fate, bytes, sizeBytes) => this.#add(fate, bytes, sizeBytes, sender));
    socket.on('data', (bytes: Buffer) => {
      frames.push(bytes);
      if (!this.#hasRoom) socket.pause();
    });
    // Follows each end of a connection, whatever ended it.
    socket.on('error', () => undefined);
    socket.on('end', () => frames.end());
    socket.on('close', () => {
      frames.cut(this.#isStopping ? STOPPED : CUT_OFF);
      this.#connections.delete(socket);
    });
  }

  /** Messages of one turn cross together. */
  #add(fate: MessageFate, bytes: Buffer, sizeBytes: number, sender: string): void {
    const packed = packMessage({ fate, sender, receivedUnixUs: this.#nowUnixUs(), bytes, sizeBytes });
    this.#packed.push(packed);
    this.#packedBytes += packed.length;
    if (this.#packedBytes >= CHUNK_BYTES) this.#sendPacked();
    else this.#flush ??= setImmediate(() => this.#sendPacked());
  }

  #sendPacked(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#packed.length === 0) return;
    const bytes = Buffer.allocUnsafeSlow(this.#packedBytes);
    let at = 0;
    for (const packed of this.#packed) at += packed.copy(bytes, at);
    this.#packed = [];
    this.#packedBytes = 0;
    this.#hasRoom = this.#port.deliver({ kind: 'bytes', bytes });
  }

  #watchDrops(port: number): void {
    const { host } = this.#address;
    this.#drops = readUdpDrops(host, port) ?? 0;
    this.#dropsTimer = setInterval(() => {
      const drops = readUdpDrops(host, port) ?? 0;
      this.#reportLost(drops - this.#drops, 'the kernel had no room for them (net.core.rmem_max)');
      this.#drops = Math.max(drops, this.#drops);
    }, this.#dropsMs);
    this.#dropsTimer.unref();
  }

  #reportLost(messages: number, why: string): void {
    if (messages <= 0 || this.#isStopping) return;
    const reason = `${String(messages)} messages over UDP were lost: ${why}.`;
    this.#port.deliver({
      kind: 'gap',
      missed: { fromUnixUs: null, untilUnixUs: this.#nowUnixUs(), lostEntries: messages, reason },
    });
  }

  #announce(port: number): void {
    const where = addressWords({ ...this.#address, port });
    const turned = this.#refused === 0 ? '' : `; ${String(this.#refused)} connections were turned away`;
    this.#report('following', `Listening on ${where}; what is sent while Hydrant is closed is lost${turned}`);
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, this.#retryMs);
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null = null): void {
    if (!this.#isStopping) this.#port.report(state, stateText, problem);
  }
}

/** An error closes them; what it was is told by the next try to listen. */
async function untilClosed(socket: UdpSocket | Server): Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once('close', resolve));
  socket.on('error', () => socket.close());
  await closed;
}

import { AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { WireError } from '#contract/errors.ts';
import { FrameReader } from './frame-reader.ts';
import type { MessageOutbox } from './message-outbox.ts';
import { senderWords, type SyslogAddress } from './syslog-address.ts';
import { CUT_OFF, STOPPED } from './syslog-envelope.ts';
import { drain, type SyslogIntake } from './syslog-intake.ts';
import { tooManyConnections } from './syslog-receiver-problem.ts';
import { readCredentials, renewCredentials } from './tls-credentials.ts';

/** What connections may take. */
export interface ConnectionLimits {
  /** More at once are turned away, those that do not speak TLS yet counted in. */
  mostConnections: number;
  /** Milliseconds that a sender has to agree on TLS. */
  handshakeMs: number;
  /** Milliseconds between two looks at whether the certificate was renewed. */
  renewalMs: number;
  /** Milliseconds after which a message that stops in the middle is given up. */
  stallMs: number;
}

/** The kernel asks a silent sender whether it is still there: behind a firewall that forgot it, its connection would be open for ever. */
const KEEP_ALIVE_MS = 60_000;

/** What is read when it is to end, as senders may never stop: for so long, and as much as a full queue of the pipeline. */
const DRAIN = { mostMs: 250, most: 8 * 1024 * 1024 };

/** Receives messages over connections: RFC 6587 (TCP), RFC 5425 (TLS). While there is no room they are not read, so senders wait. */
export class ConnectionIntake implements SyslogIntake {
  readonly closed: Promise<void>;
  readonly #address: SyslogAddress;
  readonly #outbox: MessageOutbox;
  readonly #limits: ConnectionLimits;
  readonly #onTrouble: () => void;
  readonly #over = Promise.withResolvers<void>();
  /** Those that messages can come over. */
  readonly #connections = new Map<Socket, FrameReader>();
  /** All, also those that do not speak TLS yet. */
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #boundPort = 0;
  #receivedBytes = 0;
  #turnedAway = { connections: 0, lastFrom: '' };
  #failedHandshakes = { connections: 0, last: '' };

  constructor(options: {
    address: SyslogAddress;
    outbox: MessageOutbox;
    limits: ConnectionLimits;
    onTrouble: () => void;
  }) {
    this.#address = options.address;
    this.#outbox = options.outbox;
    this.#limits = options.limits;
    this.#onTrouble = options.onTrouble;
    this.closed = this.#over.promise;
  }

  get troubleText(): string {
    const { connections: turnedAway } = this.#turnedAway;
    const { connections: failed, last } = this.#failedHandshakes;
    const parts = [
      turnedAway === 0 ? '' : `; connections turned away: ${String(turnedAway)}`,
      failed === 0 ? '' : `; TLS was not agreed on: ${String(failed)}, the last ${last}`,
    ];
    return parts.join('');
  }

  get problem(): WireError | null {
    const { connections, lastFrom } = this.#turnedAway;
    if (connections === 0) return null;
    const address = { ...this.#address, port: this.#boundPort };
    return tooManyConnections(address, connections, lastFrom, this.#limits.mostConnections);
  }

  async open(): Promise<number> {
    const server = await this.#createServer();
    server.maxConnections = this.#limits.mostConnections;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('drop', (from) => {
      const { connections } = this.#turnedAway;
      this.#turnedAway = { connections: connections + 1, lastFrom: from?.remoteAddress ?? '' };
      this.#onTrouble();
    });
    server.on('tlsClientError', (error: Error, socket: Socket) => {
      const { connections } = this.#failedHandshakes;
      const last = `from ${socket.remoteAddress ?? 'somewhere'}: ${error.message}`;
      this.#failedHandshakes = { connections: connections + 1, last };
      this.#onTrouble();
      // Node leaves one open that was silent for too long.
      socket.destroy();
    });
    const { host, port } = this.#address;
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      server.close();
      throw error;
    }
    this.#server = server;
    server.on('close', () => this.#over.resolve());
    // One connection could not be accepted; the next one may be.
    server.on('error', () => undefined);
    const bound = server.address();
    this.#boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
    return this.#boundPort;
  }

  resume(): void {
    for (const connection of this.#connections.keys()) {
      connection.resume();
      this.#watchStalls(connection);
    }
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    await drain(() => {
      for (const connection of this.#connections.keys()) while (connection.read() !== null);
      return this.#receivedBytes;
    }, DRAIN);
    for (const [connection, frames] of this.#connections) {
      frames.cut(STOPPED);
      connection.destroy();
    }
    for (const socket of this.#sockets) socket.destroy();
    await this.closed;
  }

  async #createServer(): Promise<Server> {
    const { certificate } = this.#address;
    const options = { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS };
    if (certificate === undefined) return createTcpServer(options, (socket) => this.#connect(socket));
    const { handshakeMs: handshakeTimeout, renewalMs } = this.#limits;
    const credentials = await readCredentials(certificate);
    const tlsOptions = { ...options, ...credentials, handshakeTimeout };
    const server = createTlsServer(tlsOptions, (socket) => this.#connect(socket));
    const renewal = renewCredentials(server, certificate, credentials, renewalMs);
    server.on('close', () => clearInterval(renewal));
    return server;
  }

  #connect(connection: Socket): void {
    const sender = senderWords(connection.remoteAddress ?? '');
    const frames = new FrameReader((fate, bytes, sizeBytes) =>
      this.#outbox.add({ fate, sender, bytes, sizeBytes }),
    );
    this.#connections.set(connection, frames);
    // Node tells of a connection outside the context that its server was made in, by which the thread knows whose bug it is.
    const read = AsyncResource.bind((bytes: Buffer) => {
      this.#receivedBytes += bytes.length;
      frames.push(bytes);
      if (!this.#outbox.hasRoom) connection.pause();
    });
    connection.on('data', read);
    connection.on('timeout', () => {
      // Of one that is not read nobody knows what it would say.
      if (this.#outbox.hasRoom) frames.giveUp();
    });
    this.#watchStalls(connection);
    // Follows each end of a connection, whatever ended it.
    connection.on('error', () => undefined);
    connection.on('end', () => frames.end());
    connection.on('close', () => {
      frames.cut(CUT_OFF);
      this.#connections.delete(connection);
    });
  }

  #watchStalls(connection: Socket): void {
    connection.setTimeout(this.#limits.stallMs);
  }
}

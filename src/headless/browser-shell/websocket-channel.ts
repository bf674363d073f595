import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { EngineApi } from '#contract/engine-api.ts';
import type { ServerMessage } from '#contract/envelope.ts';
import { ChannelServer } from '#core/engine/channel-server.ts';
import { EventBacklog } from './event-backlog.ts';

/** The longest call is a query with long lists of names; nothing in the contract is larger. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** More windows than anyone keeps open; each costs the engine its own event stream. */
const MAX_CONNECTIONS = 64;
/** From here on events are merged and no new calls are read until the page has caught up. */
const BUSY_BYTES = 1024 * 1024;
/** A page this far behind is gone or broken: one page of rows with the longest messages is about 12 MiB. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
/** Well below the idle limits of proxies and of NAT (60 s and more). */
const KEEP_ALIVE_MS = 30_000;

/** Close codes of RFC 6455 section 7.4.1; from 4000 on those of this program. */
export const CLOSE_CODE = {
  goingAway: 1001,
  unsupportedData: 1003,
  policyViolation: 1008,
  tryAgainLater: 1013,
  /** The page's log is an opened file that is not open, or not any more. src/renderer/host/browser-host.ts knows the number. */
  logClosed: 4404,
} as const;

/** The channel between the engine and the pages, one ChannelServer for each connection. */
export class WebSocketChannel {
  readonly #api: EngineApi;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // Rows compress well, but on this machine's own network the processor is dearer than the bytes.
    perMessageDeflate: false,
  });

  constructor(api: EngineApi) {
    this.#api = api;
  }

  /** Takes over an upgrade request that the guard has allowed. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      if (this.#server.clients.size > MAX_CONNECTIONS) {
        connection.close(CLOSE_CODE.tryAgainLater, 'Too many windows are open.');
      } else serveConnection(connection, this.#api);
    });
  }

  /** How many pages are connected. */
  get connections(): number {
    return this.#server.clients.size;
  }

  /** Tells every page why and ends its connection. */
  close(code: number, reason: string): void {
    for (const connection of this.#server.clients) {
      connection.close(code, reason);
      // The process ends: nobody waits for the page's answer. What the socket takes at once is sent all the same.
      if (code === CLOSE_CODE.goingAway) connection.terminate();
    }
    this.#server.close();
  }
}

/** Takes over an allowed upgrade request only to say that there is no such log. */
export function refuseChannel(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  new WebSocketServer({ noServer: true }).handleUpgrade(request, socket, head, (connection) => {
    connection.on('error', () => undefined);
    connection.close(CLOSE_CODE.logClosed, 'This file is not open.');
  });
}

function serveConnection(connection: WebSocket, api: EngineApi): void {
  const backlog = new EventBacklog();
  const channel = new ChannelServer(api, send);
  let isAlive = true;
  const keepAlive = setInterval(() => {
    if (!isAlive) {
      connection.terminate();
      return;
    }
    isAlive = false;
    connection.ping();
  }, KEEP_ALIVE_MS);

  connection.on('pong', () => {
    isAlive = true;
  });
  connection.on('message', (data: Buffer, isBinary) => {
    isAlive = true;
    if (isBinary) connection.close(CLOSE_CODE.unsupportedData, 'Only text messages are understood.');
    else receive(data);
  });
  connection.on('close', () => {
    clearInterval(keepAlive);
    channel.close();
  });
  // A message that is too long, or no WebSocket frame at all: ws closes the connection with the right code itself.
  connection.on('error', () => undefined);

  function receive(data: Buffer): void {
    try {
      channel.receive(JSON.parse(data.toString('utf8')));
    } catch {
      connection.close(CLOSE_CODE.policyViolation, 'A message fits no envelope of the contract.');
    }
  }

  function send(message: ServerMessage): void {
    if (connection.readyState !== connection.OPEN) return;
    if (message.kind === 'event' && (connection.bufferedAmount > BUSY_BYTES || backlog.size > 0)) {
      backlog.add(message);
      return;
    }
    write(message);
  }

  function write(message: ServerMessage): void {
    connection.send(JSON.stringify(message), afterWrite);
    if (connection.bufferedAmount > MAX_BUFFERED_BYTES) connection.terminate();
    else if (connection.bufferedAmount > BUSY_BYTES) connection.pause();
  }

  /** Runs when a message has left for the network: the page reads. */
  function afterWrite(error?: Error | null): void {
    if (error instanceof Error || connection.readyState !== connection.OPEN) return;
    isAlive = true;
    if (connection.bufferedAmount > BUSY_BYTES) return;
    connection.resume();
    for (const event of backlog.take()) write(event);
  }
}

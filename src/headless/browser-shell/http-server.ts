import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AccessKeys } from './access-keys.ts';
import { createAccessKeys } from './access-keys.ts';
import { sendExport } from './export-download.ts';
import { bracketed, ownHosts } from './own-hosts.ts';
import { sendRefusal } from './refusal-page.ts';
import type { GuardPolicy, GuardVerdict } from './request-guard.ts';
import { judgeRequest } from './request-guard.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { ServedLogs } from './served-logs.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';
import { refuseChannel } from './websocket-channel.ts';

/** An export request in the address: its query alone may have 10,000 characters, each up to nine in a URL. */
const MAX_HEADER_BYTES = 128 * 1024;

/** The browser shell while it listens: the view's files, the channel and downloads, behind the guard. */
export class BrowserShell {
  readonly #server: Server;
  readonly #files: StaticFiles;
  readonly #logs: ServedLogs;
  readonly #policy: GuardPolicy;
  readonly #keys: AccessKeys;
  readonly #address: string;

  /** `server` listens already, on `address`; its keys are drawn here. */
  constructor(server: Server, address: string, files: StaticFiles, logs: ServedLogs) {
    this.#server = server;
    this.#address = address;
    this.#files = files;
    this.#logs = logs;
    this.#keys = createAccessKeys(this.port);
    this.#policy = { keys: this.#keys, hosts: ownHosts(address, this.port) };
    server.removeListener('request', sayNotReady);
    server.on('request', (request, response) => {
      void this.#answer(request, response);
    });
    server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The address to open, with the token of this run. */
  get url(): string {
    const host = ['0.0.0.0', '::'].includes(this.#address) ? '127.0.0.1' : bracketed(this.#address);
    return `http://${host}:${String(this.port)}/?token=${this.#keys.token}`;
  }

  /** Ends every connection, closes the files that were opened, and gives the port back. */
  async close(): Promise<void> {
    await this.#logs.close();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isHead = request.method === 'HEAD';
    const verdict = this.#judge(request, false);
    if (verdict.kind === 'refuse') sendRefusal(response, verdict.status, verdict.reason, { isHead });
    else if (verdict.kind === 'exchange-token') this.#exchangeToken(response);
    else if (verdict.path === '/export') {
      const log = this.#logs.find(verdict.parameters.get('log'));
      if (log === undefined) sendRefusal(response, 404, 'This file is not open any more.', { isHead });
      else await sendExport(response, log.engine, verdict.parameters.get('request'), { isHead });
    } else {
      const file = await this.#files.find(verdict.path);
      if (file === undefined) sendRefusal(response, 404, 'There is nothing at this address.', { isHead });
      else await sendFile(response, file, isHead);
    }
  }

  #judge(request: IncomingMessage, isUpgrade: boolean): GuardVerdict {
    return judgeRequest(
      { method: request.method ?? '', target: request.url ?? '', headers: request.headers, isUpgrade },
      this.#policy,
    );
  }

  #exchangeToken(response: ServerResponse): void {
    const { cookieName, cookieValue } = this.#keys;
    response.writeHead(303, {
      ...SECURITY_HEADERS,
      'set-cookie': `${cookieName}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict`,
      'cache-control': 'no-store',
      // Without the token: it shall not stay in the address bar, nor in the history.
      location: '/',
    });
    response.end();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined); // A client that goes away in the middle of its request.
    const verdict = this.#judge(request, true);
    if (verdict.kind === 'refuse') refuseUpgrade(socket, verdict.status);
    else if (verdict.kind === 'exchange-token' || verdict.path !== '/channel') refuseUpgrade(socket, 404);
    else {
      const log = this.#logs.find(verdict.parameters.get('log'));
      // As a closing, not as a refusal: a browser tells its page nothing about refusals.
      if (log === undefined) refuseChannel(request, socket, head);
      else log.channel.accept(request, socket, head);
    }
  }
}

/** A server that is ready to listen, with limits for clients that are slow or say too much. */
export function createHttpServer(): Server {
  const limits = { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 30_000, headersTimeout: 10_000 };
  return createServer(limits, sayNotReady);
}

/** Answers until the engine runs: a page of an earlier run that connects again at once must not be left hanging. */
function sayNotReady(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { ...SECURITY_HEADERS, 'retry-after': '1', connection: 'close' });
  response.end();
}

async function sendFile(response: ServerResponse, file: StaticFile, isHead: boolean): Promise<void> {
  try {
    const { size } = await stat(file.path);
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': file.contentType,
      'content-length': size,
      'cache-control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    if (isHead) response.end();
    else await pipeline(createReadStream(file.path), response);
  } catch {
    // The file went away with a new build, or the client did: nobody is left to tell.
    if (response.headersSent) response.destroy();
    else sendRefusal(response, 404, 'There is nothing at this address any more.', { isHead });
  }
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

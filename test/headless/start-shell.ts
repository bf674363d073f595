import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { BrowserShell, createHttpServer } from '../../src/headless/browser-shell/http-server.ts';
import { listenOnPort } from '../../src/headless/browser-shell/listen-on-port.ts';
import { AppError } from '../../src/contract/errors.ts';
import { ServedLogs } from '../../src/headless/browser-shell/served-logs.ts';
import { StaticFiles } from '../../src/headless/browser-shell/static-files.ts';
import { EngineDouble } from './engine-double.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export const PAGE = '<!doctype html><title>the view</title>';
export const SECRET = 'what stands outside of the view';

/** A browser shell on a real socket, over a small built view and an engine double, and a client that sends what it is told. */
export class TestShell {
  readonly engine = new EngineDouble();
  readonly shell: BrowserShell;
  readonly folder: string;
  /** The engines of files that were opened, in that order. */
  readonly openedFiles: readonly EngineDouble[];

  private constructor(
    shell: BrowserShell,
    folder: string,
    engine: EngineDouble,
    openedFiles: readonly EngineDouble[],
  ) {
    this.shell = shell;
    this.folder = folder;
    this.engine = engine;
    this.openedFiles = openedFiles;
  }

  static async start(): Promise<TestShell> {
    const folder = await mkdtemp(join(tmpdir(), 'hydrant-shell-'));
    const view = join(folder, 'view');
    await mkdir(join(view, 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.html'), SECRET);
    await writeFile(join(view, 'index.html'), PAGE);
    await writeFile(join(view, 'assets', 'index-BxY2k9_Q.js'), 'export {};');
    await writeFile(join(view, 'notes.txt'), SECRET);
    await symlink(join(folder, 'secret.html'), join(view, 'link.html'));
    await symlink(folder, join(view, 'folder-link'));
    const server = createHttpServer();
    await listenOnPort(server, '127.0.0.1', 0, { mayMove: false });
    const engine = new EngineDouble();
    const openedFiles: EngineDouble[] = [];
    const logs = new ServedLogs({
      engine,
      openedFile: null,
      openFile(path) {
        const file = new EngineDouble();
        if (path.endsWith('.txt'))
          return Promise.reject(new AppError('file.unknown-format', `${path} is none.`));
        openedFiles.push(file);
        return Promise.resolve(file);
      },
    });
    const shell = new BrowserShell(server, '127.0.0.1', await StaticFiles.open(view), logs);
    return new TestShell(shell, folder, engine, openedFiles);
  }

  get host(): string {
    return `127.0.0.1:${String(this.shell.port)}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  get token(): string {
    return new URL(this.shell.url).searchParams.get('token') ?? '';
  }

  /** Sends a request with exactly this target and these headers; without redirects. */
  async get(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    const sent = request({
      port: this.shell.port,
      host: '127.0.0.1',
      path: target,
      headers,
      method,
      agent: false,
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    let body = '';
    response.setEncoding('utf8');
    for await (const chunk of response) body += String(chunk);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  }

  /** Makes the first visit and returns the cookie as a browser would send it. */
  async enter(): Promise<string> {
    const { headers } = await this.get(`/?token=${this.token}`);
    return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  }

  /** Sends bytes as they are and returns all that comes back. */
  async sendRaw(bytes: string): Promise<string> {
    const socket = connect(this.shell.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    // A server that has heard enough resets the connection; what it said before counts.
    socket.on('error', () => undefined);
    const closed = Promise.withResolvers<void>();
    socket.on('close', () => {
      closed.resolve();
    });
    socket.write(bytes, 'latin1');
    await closed.promise;
    return answer;
  }

  /** Opens the channel, with these headers only. Resolves with the socket, or with the status that refused it. */
  async openChannel(headers: Record<string, string>, path = '/channel'): Promise<WebSocket | number> {
    const socket = new WebSocket(`ws://${this.host}${path}`, { headers });
    const settled = Promise.withResolvers<WebSocket | number>();
    socket.on('open', () => {
      settled.resolve(socket);
    });
    socket.on('unexpected-response', (_request, response) => {
      settled.resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('error', () => undefined);
    return await settled.promise;
  }

  /** A channel as the view opens it. */
  async openOwnChannel(path = '/channel'): Promise<WebSocket> {
    const socket = await this.openChannel({ origin: this.origin, cookie: await this.enter() }, path);
    if (typeof socket === 'number') throw new Error(`The channel was refused with ${String(socket)}.`);
    return socket;
  }

  async stop(): Promise<void> {
    await this.shell.close();
    await rm(this.folder, { recursive: true });
  }
}

import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { WebSocket as ServerSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { AppError } from '#contract/errors.ts';
import { exportRequestSchema } from '#contract/export-request.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { BrowserHost } from './browser-host.ts';
import type { ConnectionState } from './host.ts';

const STORED = { lastId: 1, bySeverity: emptySeverityCounts() };

let server: WebSocketServer | undefined;
let host: BrowserHost | undefined;

afterEach(async () => {
  host?.close();
  await stopServer();
});

/** The addresses that pages have connected to, the latest last. */
let addresses: string[] = [];

async function startServer(port = 0): Promise<number> {
  addresses = [];
  const started = new WebSocketServer({ host: '127.0.0.1', port });
  server = started;
  await new Promise((resolve) => started.once('listening', resolve));
  started.on('connection', (socket, request) => {
    addresses.push(request.url ?? '');
    socket.on('message', (data: Buffer) => {
      answer(socket, data.toString('utf8'));
    });
  });
  return (started.address() as AddressInfo).port;
}

/** Answers shell.chooseFolder, and nothing else: other calls stay open. */
function answer(socket: ServerSocket, text: string): void {
  const message = JSON.parse(text) as { id: number; method: string };
  if (message.method !== 'shell.chooseFolder') return;
  socket.send(JSON.stringify({ kind: 'result', id: message.id, value: { path: '/a' } }));
}

async function stopServer(): Promise<void> {
  const stopping = server;
  server = undefined;
  if (stopping === undefined) return;
  for (const socket of stopping.clients) socket.terminate();
  await new Promise((resolve) => stopping.close(resolve));
}

function becomes(wanted: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (host?.connection.get() !== wanted) return;
      unsubscribe?.();
      resolve();
    };
    const unsubscribe = host?.connection.subscribe(check);
    check();
  });
}

function send(event: unknown): void {
  for (const socket of server?.clients ?? []) socket.send(JSON.stringify(event));
}

it('calls, and hears events, over a WebSocket', async () => {
  host = new BrowserHost(`ws://127.0.0.1:${String(await startServer())}/channel`);
  const heard = new Promise((resolve) => host?.subscribe('entries.stored', resolve));
  await becomes('connected');
  expect(await host.call('shell.chooseFolder', { suggestedPath: '/' })).toEqual({ path: '/a' });
  send({ kind: 'event', name: 'entries.stored', payload: STORED });
  expect(await heard).toEqual(STORED);
});

it('refuses calls while there is no connection', async () => {
  host = new BrowserHost(`ws://127.0.0.1:${String(await startServer())}/channel`);
  await expect(host.call('status.get', {})).rejects.toMatchObject({ code: 'connection.lost' });
});

it('rejects open calls when the connection goes, connects again by itself and keeps its listeners', async () => {
  const port = await startServer();
  host = new BrowserHost(`ws://127.0.0.1:${String(port)}/channel`);
  const heard = new Promise((resolve) => host?.subscribe('entries.stored', resolve));
  await becomes('connected');
  const open = host.call('status.get', {}).catch((error: unknown) => error);
  await stopServer();
  expect(await open).toBeInstanceOf(AppError);
  await becomes('lost');
  await startServer(port);
  await becomes('connected');
  send({ kind: 'event', name: 'entries.stored', payload: STORED });
  expect(await heard).toEqual(STORED);
});

it('addresses a download with its whole request', async () => {
  host = new BrowserHost(`ws://127.0.0.1:${String(await startServer())}/channel`);
  const request = exportRequestSchema.parse({
    query: { where: 'a & b' },
    format: 'csv',
    columns: ['time'],
    target: { kind: 'download', namePattern: 'a & b' },
    replacesExisting: false,
  });
  const url = new URL(host.exportUrl(request), 'http://127.0.0.1');
  expect(JSON.parse(url.searchParams.get('request') ?? '')).toEqual(request);
});

it('names the opened file that it shows to the channel and in downloads', async () => {
  const port = await startServer();
  const shown = { logId: 'a+b', onClosed: () => undefined };
  host = new BrowserHost(`ws://127.0.0.1:${String(port)}/channel`, shown);
  await becomes('connected');
  expect(addresses).toEqual(['/channel?log=a%2Bb']);
  const request = exportRequestSchema.parse({
    query: {},
    format: 'csv',
    columns: ['time'],
    target: { kind: 'download', namePattern: 'a' },
    replacesExisting: false,
  });
  const url = new URL(host.exportUrl(request), 'http://127.0.0.1');
  expect(url.searchParams.get('log')).toBe('a+b');
  expect(JSON.parse(url.searchParams.get('request') ?? '')).toEqual(request);
});

it('says that the file was closed, and does not try to reach it again', async () => {
  const port = await startServer();
  const closed = new Promise<void>((resolve) => {
    const shown = { logId: 'gone', onClosed: resolve };
    host = new BrowserHost(`ws://127.0.0.1:${String(port)}/channel`, shown);
  });
  await becomes('connected');
  for (const socket of server?.clients ?? []) socket.close(4404, 'The file is not open.');
  await closed;
  // Only a connection that is lost is made again.
  expect(host?.connection.get()).toBe('connected');
});

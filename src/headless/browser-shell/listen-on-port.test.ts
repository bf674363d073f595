import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { createHttpServer } from './http-server.ts';
import { listenOnPort } from './listen-on-port.ts';

it('moves to the next free port when it may, and says so when it may not', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const server = createHttpServer();
  await expect(listenOnPort(server, '127.0.0.1', port, { mayMove: false })).rejects.toMatchObject({
    code: 'address.unavailable',
    message: `Port ${String(port)} on 127.0.0.1 is taken`,
  });
  const moved = await listenOnPort(server, '127.0.0.1', port, { mayMove: true });
  expect(moved).toBeGreaterThan(port);
  server.close();
  other.close();
});

it('returns the port that the system chose', async () => {
  const server = createHttpServer();
  const port = await listenOnPort(server, '127.0.0.1', 0, { mayMove: false });
  expect(port).toBe((server.address() as AddressInfo).port);
  server.close();
});

it('refuses an address that is not this machine’s', async () => {
  const server = createHttpServer();
  await expect(listenOnPort(server, '192.0.2.1', 0, { mayMove: false })).rejects.toMatchObject({
    code: 'usage',
  });
});

it('answers with 503 until the shell takes over', async () => {
  const server = createHttpServer();
  const port = await listenOnPort(server, '127.0.0.1', 0, { mayMove: false });
  const answer = await fetch(`http://127.0.0.1:${String(port)}/`);
  expect(answer.status).toBe(503);
  server.close();
});

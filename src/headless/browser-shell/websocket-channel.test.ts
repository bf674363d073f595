import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { ChannelClient } from '../../contract/channel-client.ts';
import { TestShell } from '../../../test/headless/start-shell.ts';

let shell: TestShell;

beforeEach(async () => {
  shell = await TestShell.start();
});

afterEach(async () => {
  await shell.stop();
});

describe('WebSocket hijacking', () => {
  it('refuses a connection from another site’s page, even with the cookie', async () => {
    const cookie = await shell.enter();
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', `https://${shell.host}`]) {
      expect(await shell.openChannel({ origin, cookie })).toBe(403);
    }
  });

  it('refuses a connection that does not say where it comes from', async () => {
    expect(await shell.openChannel({ cookie: await shell.enter() })).toBe(403);
  });

  it('refuses a connection without the cookie, or with a wrong one', async () => {
    const name = `hydrant-${String(shell.shell.port)}`;
    expect(await shell.openChannel({ origin: shell.origin })).toBe(401);
    expect(await shell.openChannel({ origin: shell.origin, cookie: `${name}=wrong` })).toBe(401);
    expect(await shell.openChannel({ origin: shell.origin, cookie: `${name}=${shell.token}` })).toBe(401);
  });

  it('does not take the token in place of the cookie', async () => {
    for (const path of [`/channel?token=${shell.token}`, `/?token=${shell.token}`]) {
      expect(await shell.openChannel({ origin: shell.origin }, path)).toBe(401);
    }
  });

  it('refuses a rebound name', async () => {
    const cookie = await shell.enter();
    expect(await shell.openChannel({ host: 'evil.example', origin: 'http://evil.example', cookie })).toBe(
      421,
    );
  });

  it('opens only at its own path', async () => {
    const headers = { origin: shell.origin, cookie: await shell.enter() };
    expect(await shell.openChannel(headers, '/')).toBe(404);
    expect(await shell.openChannel(headers, '/channel/x')).toBe(404);
  });
});

describe('the channel', () => {
  it('answers calls, its own and the engine’s, and forwards events', async () => {
    const socket = await shell.openOwnChannel();
    const client = clientOn(socket);
    await expect(client.call('app.describe', {})).resolves.toMatchObject({ version: '1.2.3' });
    await expect(client.call('shell.describe', {})).resolves.toMatchObject({
      kind: 'browser',
      canDownload: true,
    });
    await expect(client.call('shell.chooseFolder', { suggestedPath: '/' })).rejects.toMatchObject({
      code: 'shell.unsupported',
    });
    await expect(
      client.call('shell.saveText', { suggestedName: 'a.json', text: '{}' }),
    ).rejects.toMatchObject({ code: 'shell.unsupported' });
    const stored = Promise.withResolvers<unknown>();
    client.subscribe('entries.stored', stored.resolve);
    shell.engine.emit('entries.stored', { lastId: 7, bySeverity: [0, 0, 0, 1, 0, 0, 0, 0] });
    await expect(stored.promise).resolves.toMatchObject({ lastId: 7 });
    socket.close();
  });

  it('stops listening to the engine when the page goes', async () => {
    const socket = await shell.openOwnChannel();
    const client = clientOn(socket);
    await client.call('app.describe', {});
    expect(shell.engine.listeners('status.changed')).toBe(1);
    socket.close();
    await once(socket, 'close');
    expect(shell.engine.listeners('status.changed')).toBe(0);
  });

  it.each([
    ['no JSON', '{"kind":', 1008],
    ['no envelope', '{"kind":"call"}', 1008],
    ['an envelope with more in it', '{"kind":"cancel","id":1,"extra":1}', 1008],
    ['a list', '[]', 1008],
    ['binary', Buffer.from('{"kind":"cancel","id":1}'), 1003],
    ['too long', `"${'x'.repeat(300 * 1024)}"`, 1009],
  ])('closes on a message that is %s', async (_, message, code) => {
    const socket = await shell.openOwnChannel();
    socket.send(message);
    expect(await once(socket, 'close')).toMatchObject([code, expect.anything()]);
    const other = await shell.openOwnChannel();
    await expect(clientOn(other).call('app.describe', {})).resolves.toBeDefined();
    other.close();
  });

  it('refuses an unknown method and wrong parameters without closing', async () => {
    const socket = await shell.openOwnChannel();
    const answers: unknown[] = [];
    const settled = Promise.withResolvers<void>();
    socket.on('message', (data: Buffer) => {
      answers.push(JSON.parse(data.toString()));
      if (answers.length === 2) settled.resolve();
    });
    socket.send('{"kind":"call","id":1,"method":"constructor","params":{}}');
    socket.send('{"kind":"call","id":2,"method":"entries.get","params":{"id":"1"}}');
    await settled.promise;
    expect(answers).toMatchObject([
      { kind: 'error', id: 1, error: { code: 'method.unknown' } },
      { kind: 'error', id: 2, error: { code: 'request.invalid' } },
    ]);
    socket.close();
  });

  it('survives bytes that are no WebSocket frame', async () => {
    const cookie = await shell.enter();
    const socket = connect(shell.shell.port, '127.0.0.1');
    socket.write(
      `GET /channel HTTP/1.1\r\nHost: ${shell.host}\r\nOrigin: ${shell.origin}\r\nCookie: ${cookie}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
    );
    await once(socket, 'data');
    socket.write(Buffer.alloc(1000, 0xff));
    await once(socket, 'close');
    expect((await shell.get('/', { cookie })).status).toBe(200);
  });

  it('merges events for a page that does not read, and never lets answers pass it by', async () => {
    const socket = await shell.openOwnChannel();
    const client = clientOn(socket);
    await client.call('app.describe', {});
    let received = 0;
    let messages = 0;
    const complete = Promise.withResolvers<void>();
    client.subscribe('entries.stored', ({ bySeverity }) => {
      messages += 1;
      received += bySeverity[3] ?? 0;
      if (received === EVENTS) complete.resolve();
    });
    socket.pause();
    const answer = client.call('app.describe', {});
    // About 100 MB, far more than the system's own socket buffers take.
    const status = { ...STATUS, dataDir: 'x'.repeat(5000) };
    for (let event = 1; event <= EVENTS; event += 1) {
      shell.engine.emit('status.changed', status);
      shell.engine.emit('entries.stored', { lastId: event, bySeverity: [0, 0, 0, 1, 0, 0, 0, 0] });
    }
    socket.resume();
    await complete.promise;
    await expect(answer).resolves.toMatchObject({ version: '1.2.3' });
    expect(messages).toBeLessThan(EVENTS / 2);
    socket.close();
  });
});

const EVENTS = 20_000;
const STATUS = {
  capture: 'here' as const,
  atUnixUs: 1,
  databaseBytes: 1,
  entries: 1,
  lastId: 1,
  bySeverity: [0, 0, 0, 0, 0, 0, 0, 0],
  namesSources: false,
  keepsList: false,
  sources: [],
};

function clientOn(socket: WebSocket): ChannelClient {
  const client = new ChannelClient((message) => {
    socket.send(JSON.stringify(message));
  });
  socket.on('message', (data: Buffer) => {
    client.receive(JSON.parse(data.toString()));
  });
  return client;
}

import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { ChannelClient } from '../../contract/channel-client.ts';
import type { ExportRequestInput } from '../../contract/export-request.ts';
import { chunksOf } from '../../../test/headless/engine-double.ts';
import { TestShell } from '../../../test/headless/start-shell.ts';

let shell: TestShell;

beforeEach(async () => {
  shell = await TestShell.start();
});

afterEach(async () => {
  await shell.stop();
});

/** A page: its socket, and what it asks over it. */
async function pageOf(logId?: string): Promise<{ socket: WebSocket; client: ChannelClient }> {
  const socket = await shell.openOwnChannel(logId === undefined ? '/channel' : `/channel?log=${logId}`);
  const client = new ChannelClient((message) => socket.send(JSON.stringify(message)));
  socket.on('message', (data: Buffer) => client.receive(JSON.parse(data.toString())));
  return { socket, client };
}

async function openFile(client: ChannelClient, path: string): Promise<string> {
  const { logId } = await client.call('shell.openFile', { path });
  if (logId === null) throw new Error('the file was not opened');
  return logId;
}

describe('an opened file', () => {
  it('has pages of its own beside those of the store', async () => {
    const store = await pageOf();
    expect(await store.client.call('shell.describe', {})).toMatchObject({ openedFile: null });
    const file = await pageOf(await openFile(store.client, '/exports/errors.csv'));
    expect(await file.client.call('shell.describe', {})).toMatchObject({
      openedFile: { path: '/exports/errors.csv', name: 'errors.csv' },
    });
    await file.client.call('app.describe', {});
    expect(shell.openedFiles[0]?.calls).toEqual(['app.describe']);
    expect(shell.engine.calls).toEqual([]);
    const heard: number[] = [];
    store.client.subscribe('entries.stored', () => heard.push(1));
    const told = new Promise((resolve) => file.client.subscribe('entries.stored', resolve));
    shell.openedFiles[0]?.emit('entries.stored', { lastId: 1, bySeverity: [0, 0, 0, 1, 0, 0, 0, 0] });
    expect(await told).toMatchObject({ lastId: 1 });
    expect(heard).toEqual([]);
  });

  it('is exported as a download of its own', async () => {
    const { client } = await pageOf();
    const logId = await openFile(client, '/exports/errors.csv');
    const [engine] = shell.openedFiles;
    if (engine === undefined) throw new Error('no file was opened');
    engine.exported = () => chunksOf(['of the file']);
    const request: ExportRequestInput = {
      query: {},
      format: 'csv',
      columns: ['time', 'message'],
      target: { kind: 'download', namePattern: 'again.csv' },
      replacesExisting: false,
    };
    const target = `/export?log=${logId}&request=${encodeURIComponent(JSON.stringify(request))}`;
    const cookie = await shell.enter();
    expect(await shell.get(target, { cookie })).toMatchObject({ status: 200, body: 'of the file' });
    expect(shell.engine.exportRequests).toEqual([]);
    expect((await shell.get(target.replace(logId, 'unknown'), { cookie })).status).toBe(404);
  });

  it('that is closed answers whoever closed it, then sends its pages back', async () => {
    const store = await pageOf();
    const logId = await openFile(store.client, '/exports/errors.csv');
    const [file, other] = [await pageOf(logId), await pageOf(logId)];
    const closed = [once(file.socket, 'close'), once(other.socket, 'close')];
    expect(await file.client.call('shell.closeFile', { logId })).toEqual({});
    expect((await Promise.all(closed)).map(([code]: unknown[]) => code)).toEqual([4404, 4404]);
    expect(shell.openedFiles[0]?.isClosed).toBe(true);
    expect(await store.client.call('app.describe', {})).toMatchObject({ version: '1.2.3' });
    await store.client.call('shell.closeFile', { logId });
  });

  it('that is not open, or not any more, is told to the page that asks for it', async () => {
    for (const logId of ['unknown', '', 'constructor']) {
      const { socket } = await pageOf(logId);
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(4404);
    }
  });

  it('that is no export is refused, and so is a path that nobody can type and a dialog that nobody can show', async () => {
    const { client } = await pageOf();
    await expect(openFile(client, '/notes.txt')).rejects.toMatchObject({ code: 'file.unknown-format' });
    await expect(openFile(client, 'errors.csv')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(client.call('shell.openFile', { path: null })).rejects.toMatchObject({
      code: 'shell.unsupported',
    });
  });

  it('stays open while a page shows it, and makes room for the next when none does', async () => {
    const { client } = await pageOf();
    const first = await openFile(client, '/1.csv');
    await pageOf(first);
    for (let number = 2; number <= 6; number += 1) await openFile(client, `/${String(number)}.csv`);
    expect(shell.openedFiles.map(({ isClosed }) => isClosed)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is closed with the server', async () => {
    const { client } = await pageOf();
    const { socket } = await pageOf(await openFile(client, '/1.csv'));
    const closed = once(socket, 'close');
    await shell.shell.close();
    await closed;
    expect(shell.openedFiles[0]?.isClosed).toBe(true);
    shell = await TestShell.start();
  });
});

import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { memoryStore } from '../../../test/exports/memory-store.ts';
import type { OpenExportStore } from './export-worker-loop.ts';
import { serveExports } from './export-worker-loop.ts';
import type { ExportWorkerCommand, ExportWorkerReport } from './export-worker-messages.ts';
import { readExportStream } from './streams/read-export-stream.ts';

/** The engine's end of a worker loop that runs in this thread, over entries that exist only in memory. */
function startLoop(openStore: () => OpenExportStore) {
  const folder = temporaryFolder();
  const dataDir = temporaryFolder();
  new StoreLab(dataDir)[Symbol.dispose]();
  const { port1, port2 } = new MessageChannel();
  serveExports(
    port2,
    { dataDir, version: '0', isKeeper: false, origin: 'view', startedAtUnixUs: 0 },
    openStore,
  );
  const send = (command: ExportWorkerCommand) =>
    port1.postMessage(command, command.kind === 'stream' ? [command.port] : []);
  const closed = once(port1, 'close');
  // A port without a listener keeps what it receives, and then never ends.
  port1.on('message', () => undefined);
  onTestFinished(async () => {
    send({ kind: 'close' });
    await closed;
  });
  let nextId = 1;
  const ask = (method: 'exports.start' | 'exports.cancel' | 'exports.pause', params: unknown) => {
    const id = nextId;
    nextId += 1;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const listener = (report: ExportWorkerReport) => {
      if (report.kind === 'event' || report.id !== id) return;
      port1.off('message', listener);
      if (report.kind === 'result') resolve(report.value);
      else reject(AppError.fromWire(report.error));
    };
    port1.on('message', listener);
    send({ kind: 'ask', id, method, params });
    return promise;
  };
  const stream = (signal?: AbortSignal, isRecorded = false) => {
    const channel = new MessageChannel();
    const request = { ...exportRequest('/ignored'), target: { kind: 'download', namePattern: 'x' } as const };
    send({ kind: 'stream', request, isRecorded, port: channel.port2 });
    return readExportStream(channel.port1, signal);
  };
  return { folder, ask, stream };
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('the export worker', () => {
  it('answers what it is asked, also when it has to refuse', async () => {
    const { folder, ask } = startLoop(() => memoryStore(10));
    const request = exportRequest(join(folder, 'out.csv'));
    expect(await ask('exports.start', { request })).toMatchObject({ batch: { id: 1, state: 'queued' } });
    await expect(ask('exports.pause', { id: 77 })).rejects.toMatchObject({ code: 'export.not-found' });
    await expect(ask('exports.start', { request: exportRequest('x.csv') })).rejects.toMatchObject({
      code: 'export.invalid',
    });
  });

  it('opens the store again after it could not be opened', async () => {
    let tries = 0;
    const { folder, ask } = startLoop(() => {
      tries += 1;
      if (tries === 1) throw new AppError('file.not-found', 'There is no store.');
      return memoryStore(1);
    });
    const request = exportRequest(join(folder, 'out.csv'));
    await expect(ask('exports.start', { request })).rejects.toMatchObject({ code: 'file.not-found' });
    expect(await ask('exports.start', { request })).toMatchObject({ batch: { id: 1 } });
  });

  it('tells who asks for a batch where there is no store', async () => {
    const { port1, port2 } = new MessageChannel();
    const data = {
      dataDir: join(temporaryFolder(), 'none'),
      version: '0',
      isKeeper: true,
      origin: 'view',
      startedAtUnixUs: 0,
    } as const;
    serveExports(port2, data, () => memoryStore(1));
    const answer = once(port1, 'message');
    const request = exportRequest('/tmp/out.csv');
    port1.postMessage({
      kind: 'ask',
      id: 1,
      method: 'exports.start',
      params: { request },
    } satisfies ExportWorkerCommand);
    expect(await answer).toMatchObject([{ kind: 'error', error: { code: 'file.not-found' } }]);
    const closed = once(port1, 'close');
    port1.postMessage({ kind: 'close' } satisfies ExportWorkerCommand);
    await closed;
  });
});

describe('exports as a stream', () => {
  it('wait for their reader', async () => {
    let readUpTo = 0;
    const { stream } = startLoop(() =>
      memoryStore(10_000, {
        onPage: (firstId) => {
          readUpTo = firstId;
        },
        message: () => 'x'.repeat(10_000),
      }),
    );
    const chunks = stream();
    let read = 0;
    for await (const chunk of chunks) {
      read += chunk.length;
      // Ahead of the reader: a window of 4 chunks, one page of 100 rows being sent, one row cut off by a chunk's end.
      expect(readUpTo * 10_000).toBeLessThan(read + 5 * 262_144 + 2 * 100 * 10_100);
    }
    expect(read).toBeGreaterThan(100_000_000);
  });

  it('end at once when their reader leaves, is cancelled or never begins', async () => {
    const cancel = new AbortController();
    const { stream } = startLoop(() => memoryStore(Number.MAX_SAFE_INTEGER - 1));
    for await (const chunk of stream()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    const cancelled = stream(cancel.signal);
    await cancelled.next();
    cancel.abort();
    await expect(collected(cancelled)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(collected(stream(AbortSignal.abort()))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('fail as the store fails', async () => {
    const { stream } = startLoop(() => {
      throw new AppError('database.locked', 'Another program holds the store.');
    });
    await expect(collected(stream())).rejects.toMatchObject({ code: 'database.locked' });
  });

  it('fail when the worker is gone', async () => {
    const { port1, port2 } = new MessageChannel();
    const chunks = readExportStream(port1);
    const first = chunks.next();
    port2.close();
    await expect(first).rejects.toMatchObject({ code: 'internal' });
  });

  it('are what the memory holds, once', async () => {
    const { stream } = startLoop(() => memoryStore(3));
    expect(await collected(stream())).toBe('id,message\r\n1,message 1\r\n2,message 2\r\n3,message 3\r\n');
  });
});

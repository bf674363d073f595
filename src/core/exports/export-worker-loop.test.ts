import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExportJob } from '#contract/export.ts';
import { AppError } from '#contract/errors.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { memoryStore } from '../../../test/exports/memory-store.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { OpenExportStore } from './export-worker-loop.ts';
import { serveExports } from './export-worker-loop.ts';
import type { ExportWorkerCommand, ExportWorkerReport } from './export-worker-messages.ts';
import { readExportStream } from './streams/read-export-stream.ts';

/** The engine's end of a worker loop that runs in this thread. */
function startLoop(openStore: () => OpenExportStore) {
  const folder = temporaryFolder();
  const { port1, port2 } = new MessageChannel();
  serveExports(port2, folder, openStore);
  const send = (command: ExportWorkerCommand, transfer: MessagePort[] = []) =>
    port1.postMessage(command, transfer);
  const closed = once(port1, 'close');
  onTestFinished(async () => {
    send({ kind: 'close' });
    await closed;
  });
  const ended = (id: number) =>
    new Promise<ExportJob>((resolve) => {
      port1.on('message', (report: ExportWorkerReport) => {
        if (report.kind === 'ended' && report.job.id === id) resolve(report.job);
      });
    });
  const stream = (signal?: AbortSignal) => {
    const channel = new MessageChannel();
    const request = exportRequest('/ignored');
    send({ kind: 'stream', request, port: channel.port2 }, [channel.port2]);
    return readExportStream(channel.port1, signal);
  };
  return { folder, send, ended, stream, closed };
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('exports to files', () => {
  it('run side by side and each tell their end', async () => {
    const { folder, send, ended } = startLoop(() => memoryStore(5000));
    const ends = [ended(1), ended(2)];
    for (const id of [1, 2]) {
      const request = exportRequest(join(folder, `${String(id)}.csv`));
      send({ kind: 'start', id, request, rowsTotal: 5000 });
    }
    expect((await Promise.all(ends)).map((job) => [job.id, job.state, job.rowsWritten])).toEqual([
      [1, 'completed', 5000],
      [2, 'completed', 5000],
    ]);
  });

  it('stop when they are cancelled, and no other does', async () => {
    const { folder, send, ended } = startLoop(() =>
      memoryStore(100_000, {
        onPage: (firstId) => (firstId === 1 ? send({ kind: 'cancel', id: 1 }) : undefined),
      }),
    );
    const first = ended(1);
    send({ kind: 'start', id: 1, request: exportRequest(join(folder, '1.csv')), rowsTotal: null });
    expect((await first).state).toBe('cancelled');
    send({ kind: 'cancel', id: 77 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are cancelled and cleaned up when the worker is closed', async () => {
    const { folder, send, ended, closed } = startLoop(() =>
      memoryStore(10_000_000, { onPage: (firstId) => (firstId === 1 ? send({ kind: 'close' }) : undefined) }),
    );
    const end = ended(1);
    send({ kind: 'start', id: 1, request: exportRequest(join(folder, '1.csv')), rowsTotal: null });
    expect((await end).state).toBe('cancelled');
    await closed;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('open the store again after it could not be opened', async () => {
    let tries = 0;
    const { folder, send, ended } = startLoop(() => {
      tries += 1;
      if (tries === 1) throw new AppError('file.not-found', 'There is no store.');
      return memoryStore(1);
    });
    for (const [id, state] of [
      [1, 'failed'],
      [2, 'completed'],
    ] as const) {
      const end = ended(id);
      send({ kind: 'start', id, request: exportRequest(join(folder, 'out.csv')), rowsTotal: null });
      expect((await end).state).toBe(state);
    }
  });
});

describe('exports as a stream', () => {
  it('give the same bytes as the file', async () => {
    const { folder, send, ended, stream } = startLoop(() => memoryStore(100_000));
    const end = ended(1);
    const path = join(folder, 'out.csv');
    send({ kind: 'start', id: 1, request: exportRequest(path), rowsTotal: null });
    expect((await end).state).toBe('completed');
    expect((await collected(stream())) === readFileSync(path, 'utf8')).toBe(true);
  });

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
});

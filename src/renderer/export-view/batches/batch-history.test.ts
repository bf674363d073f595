import { beforeEach, describe, expect, it } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { exportBatch } from '../../../../test/renderer/export-batches.ts';
import { ScriptedApi } from '../../../../test/renderer/scripted-api.ts';
import { immediately } from '../../state/store.ts';
import { BatchHistory } from './batch-history.ts';

let api: ScriptedApi;
let stored: ExportBatch[];
let history: BatchHistory;
let settled: number[];

beforeEach(() => {
  api = new ScriptedApi();
  stored = [];
  settled = [];
  // As the engine does it: the newest first, a page before an id, and how many there are in all.
  api.answer('exports.list', ({ limit, beforeId = Number.POSITIVE_INFINITY }) => ({
    batches: stored
      .filter(({ id }) => id < beforeId)
      .toSorted((one, other) => other.id - one.id)
      .slice(0, limit),
    total: stored.length,
  }));
  history = new BatchHistory(api, { onSettled: ({ id }) => settled.push(id), schedule: immediately });
});

function store(count: number): void {
  stored = Array.from({ length: count }, (_, index) => exportBatch(index + 1));
}

function listedIds(): number[] {
  return history.history.get().batches.map(({ id }) => id);
}

function descending(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}

describe('the list of exports', () => {
  it.each([0, 1, 19, 20, 21, 40, 41])(
    'has each of %d batches once when all pages are read',
    async (count) => {
      store(count);
      await history.read();
      expect(listedIds()).toEqual(count === 0 ? [] : descending(count, Math.max(1, count - 19)));
      for (let page = 0; page < 3; page += 1) await history.readOlder();
      expect(listedIds()).toEqual(count === 0 ? [] : descending(count, 1));
      expect(history.history.get().total).toBe(count);
    },
  );

  it('shows what happens to a batch, and what is new above all others', async () => {
    store(2);
    await history.read();
    api.emit('exports.progressed', exportBatch(3, { state: 'running', rowsWritten: 10 }));
    api.emit('exports.progressed', exportBatch(3, { state: 'running', rowsWritten: 20 }));
    expect(listedIds()).toEqual([3, 2, 1]);
    expect(history.history.get().batches[0]?.rowsWritten).toBe(20);
    expect(history.history.get().total).toBe(3);
  });

  it('leaves a batch that is not listed yet to its page', async () => {
    store(25);
    await history.read();
    api.emit('exports.progressed', exportBatch(2, { state: 'running' }));
    expect(listedIds()).toEqual(descending(25, 6));
    expect(history.history.get().total).toBe(25);
  });

  it('forgets a batch whose record was deleted, once', async () => {
    store(3);
    await history.read();
    api.emit('exports.removed', { id: 2 });
    api.emit('exports.removed', { id: 2 });
    expect(listedIds()).toEqual([3, 1]);
    expect(history.history.get().total).toBe(2);
  });

  it('believes what was told while the list was read more than the list', async () => {
    stored = [exportBatch(1, { state: 'running' }), exportBatch(2)];
    const letGo = api.holdBack('exports.list');
    const reading = history.read();
    await Promise.resolve();
    api.emit('exports.progressed', exportBatch(1));
    api.emit('exports.progressed', exportBatch(3, { state: 'queued' }));
    api.emit('exports.removed', { id: 2 });
    letGo();
    await reading;
    expect(history.history.get().batches.map(({ id, state }) => [id, state])).toEqual([
      [3, 'queued'],
      [1, 'completed'],
    ]);
    expect(history.history.get().total).toBe(2);
  });

  it('begins anew at a new connection', async () => {
    store(3);
    await history.read();
    stored = [exportBatch(1)];
    await history.read();
    expect(listedIds()).toEqual([1]);
  });

  it('goes on with what it has when reading fails', async () => {
    store(2);
    await history.read();
    api.answer('exports.list', () => {
      throw new Error('lost');
    });
    await expect(history.read()).rejects.toThrow('lost');
    await expect(history.readOlder()).rejects.toThrow('lost');
    expect(listedIds()).toEqual([2, 1]);
    expect(history.history.get().isReadingOlder).toBe(false);
  });

  it('reads no page twice at once', async () => {
    store(41);
    await history.read();
    await Promise.all([history.readOlder(), history.readOlder()]);
    expect(listedIds()).toEqual(descending(41, 2));
  });
});

describe('the queue', () => {
  it('stands in the order in which batches were asked for, and one that is resumed goes behind', async () => {
    stored = [4, 5, 6].map((id) => exportBatch(id, { state: 'queued' }));
    await history.read();
    expect(history.history.get().queuedIds).toEqual([4, 5, 6]);
    api.emit('exports.progressed', exportBatch(4, { state: 'paused' }));
    expect(history.history.get().queuedIds).toEqual([5, 6]);
    api.emit('exports.progressed', exportBatch(4, { state: 'queued' }));
    api.emit('exports.progressed', exportBatch(5, { state: 'running' }));
    expect(history.history.get().queuedIds).toEqual([6, 4]);
  });
});

describe('a batch that this page has asked for', () => {
  it('is listed at once, and its end is told once', async () => {
    await history.read();
    history.add(exportBatch(1, { state: 'queued' }));
    expect(listedIds()).toEqual([1]);
    expect(history.history.get().askedId).toBe(1);
    api.emit('exports.progressed', exportBatch(1, { state: 'running' }));
    expect(settled).toEqual([]);
    api.emit('exports.progressed', exportBatch(1));
    api.emit('exports.progressed', exportBatch(1));
    expect(settled).toEqual([1]);
  });

  it('is told of when it has ended before the answer came', async () => {
    await history.read();
    api.emit('exports.progressed', exportBatch(1));
    history.add(exportBatch(1, { state: 'queued' }));
    expect(history.history.get().batches[0]?.state).toBe('completed');
    expect(settled).toEqual([1]);
  });

  it('is told of when it stands still for a problem, but not when it was paused', async () => {
    await history.read();
    history.add(exportBatch(1, { state: 'queued' }));
    api.emit('exports.progressed', exportBatch(1, { state: 'paused' }));
    expect(settled).toEqual([]);
    const problem = { code: 'disk.full' as const, message: 'The disk is full.' };
    api.emit('exports.progressed', exportBatch(1, { state: 'paused', problem }));
    expect(settled).toEqual([1]);
  });

  it('is none of those that others ask for', async () => {
    await history.read();
    api.emit('exports.progressed', exportBatch(1, { origin: 'schedule' }));
    expect(settled).toEqual([]);
  });
});

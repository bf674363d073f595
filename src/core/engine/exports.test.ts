import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { idsUpTo } from '../../../test/exports/batch-lab.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { idsIn } from '../../../test/exports/ids-in.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, EngineOptions } from './engine.ts';

const ENTRIES = 3000;

function storeOf(entries: number): string {
  const dataDir = temporaryFolder();
  using lab = new StoreLab(dataDir);
  lab.store(streamOf(1, entries));
  return dataDir;
}

async function open(dataDir: string, parts: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await createEngine({ dataDir, sources: [], capture: 'none', ...parts });
  onTestFinished(() => engine.close());
  return engine;
}

/** An engine that captures from an empty folder: it keeps the store's exports. */
async function openCapturing(dataDir: string): Promise<Engine> {
  const empty = join(temporaryFolder(), 'journal');
  mkdirSync(empty);
  return await open(dataDir, { capture: 'follow', sources: [`journal:${empty}`] });
}

function until(engine: Engine, id: number, isWanted: (batch: ExportBatch) => boolean): Promise<ExportBatch> {
  return new Promise((resolve, reject) => {
    const unsubscribe = engine.subscribe('exports.progressed', (batch) => {
      if (batch.id !== id || !isWanted(batch)) return;
      unsubscribe();
      resolve(batch);
    });
    engine.call('exports.get', { id }).then(({ batch }) => {
      if (isWanted(batch)) resolve(batch);
    }, reject);
  });
}

function ended(engine: Engine, id: number): Promise<ExportBatch> {
  return until(engine, id, ({ state }) => hasEnded(state));
}

describe('exports through the engine', () => {
  it('have a life from the request to the deleted record', async () => {
    const engine = await open(storeOf(ENTRIES));
    const request = exportRequest(join(temporaryFolder(), 'out.csv'), { rowsPerFile: 1000 });
    const preview = await engine.call('exports.preview', { request });
    expect(preview).toMatchObject({ rows: ENTRIES, estimatedFiles: 3 });
    const { batch } = await engine.call('exports.start', { request, rowsTotal: preview.rows });
    const done = await ended(engine, batch.id);
    expect(done).toMatchObject({
      state: 'completed',
      rowsTotal: ENTRIES,
      rowsWritten: ENTRIES,
      fileCount: 3,
    });
    expect(idsIn(done.files)).toEqual(idsUpTo(ENTRIES));
    expect(await engine.call('exports.list', { limit: 10 })).toEqual({ batches: [done], total: 1 });
    const { text } = await engine.call('exports.manifest', { id: batch.id });
    expect(text).toBe(readFileSync(done.manifestPath ?? '', 'utf8'));
    expect(await engine.call('exports.verify', { id: batch.id })).toMatchObject({ isIntact: true });
    await engine.call('exports.remove', { id: batch.id });
    expect(await engine.call('exports.list', { limit: 10 })).toEqual({ batches: [], total: 0 });
    await expect(engine.call('exports.get', { id: batch.id })).rejects.toMatchObject({
      code: 'export.not-found',
    });
    expect(existsSync(done.files[0]?.path ?? '')).toBe(true);
  });

  it('are pages of history, the newest first', async () => {
    const engine = await open(storeOf(10));
    const folder = temporaryFolder();
    for (const number of [1, 2, 3, 4, 5]) {
      const request = exportRequest(join(folder, `${String(number)}.csv`));
      await ended(engine, (await engine.call('exports.start', { request })).batch.id);
    }
    const first = await engine.call('exports.list', { limit: 2 });
    expect(first.batches.map(({ id }) => id)).toEqual([5, 4]);
    const next = await engine.call('exports.list', { limit: 10, beforeId: 4 });
    expect(next.batches.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(next.total).toBe(5);
  });

  it('that wait can be held, resumed and cancelled', async () => {
    const engine = await open(storeOf(ENTRIES));
    const folder = temporaryFolder();
    const [first, second, third] = await Promise.all(
      ['1', '2', '3'].map(async (name) => {
        const request = exportRequest(join(folder, `${name}.csv`));
        return (await engine.call('exports.start', { request })).batch.id;
      }),
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error('no batches');
    await engine.call('exports.pause', { id: second });
    await engine.call('exports.cancel', { id: third });
    expect((await ended(engine, first)).state).toBe('completed');
    expect((await engine.call('exports.get', { id: second })).batch.state).toBe('paused');
    await engine.call('exports.resume', { id: second });
    expect((await ended(engine, second)).state).toBe('completed');
    expect((await engine.call('exports.get', { id: third })).batch.state).toBe('cancelled');
    expect(existsSync(join(folder, '3.csv'))).toBe(false);
  });
});

describe('an export as a stream', () => {
  it('holds only what came after a batch, where it is asked to', async () => {
    const engine = await open(storeOf(20));
    const request = exportRequest(join(temporaryFolder(), 'out.csv'), { lastId: 15 });
    const { batch } = await engine.call('exports.start', { request });
    await ended(engine, batch.id);
    const chunks: Uint8Array[] = [];
    const continuing = exportRequest('/ignored.csv', { afterBatchId: batch.id });
    for await (const chunk of engine.streamExport(continuing)) chunks.push(chunk);
    const ids = Buffer.concat(chunks)
      .toString()
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')[0]);
    expect(ids).toEqual(['id', '16', '17', '18', '19', '20']);
    const unknown = engine.streamExport({ ...continuing, afterBatchId: 99 });
    await expect(unknown[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'export.not-found' });
  });
});

describe('beside another Hydrant', () => {
  it('its batches are seen, and left to it', async () => {
    const dataDir = storeOf(ENTRIES);
    const [one, other] = [await open(dataDir), await open(dataDir)];
    const request = exportRequest(join(temporaryFolder(), 'none', 'out.csv'));
    const { batch } = await one.call('exports.start', { request });
    const held = await until(one, batch.id, ({ problem }) => problem !== null);
    expect(held).toMatchObject({ state: 'paused', problem: { code: 'file.not-found' } });
    expect((await other.call('exports.list', { limit: 1 })).batches).toEqual([held]);
    // Nobody works on what stands still: anybody may cancel it.
    await other.call('exports.cancel', { id: batch.id });
    expect((await one.call('exports.get', { id: batch.id })).batch.state).toBe('cancelled');
  });

  it('what one that only watched left when it was closed can be resumed by another', async () => {
    const dataDir = storeOf(ENTRIES);
    const folder = temporaryFolder();
    const one = await open(dataDir);
    const ids: number[] = [];
    for (const name of ['1.csv', '2.csv', '3.csv']) {
      const { batch } = await one.call('exports.start', { request: exportRequest(join(folder, name)) });
      ids.push(batch.id);
    }
    await one.close();
    const other = await open(dataDir);
    const { batches } = await other.call('exports.list', { limit: 10 });
    const last = batches[0];
    expect(last).toMatchObject({ id: ids[2], state: 'paused', problem: { code: 'export.interrupted' } });
    await other.call('exports.resume', { id: last?.id ?? 0 });
    expect((await ended(other, last?.id ?? 0)).state).toBe('completed');
  });

  it('what one that captured left when it was closed goes on by itself at the next start', async () => {
    const dataDir = storeOf(ENTRIES);
    const folder = temporaryFolder();
    const one = await openCapturing(dataDir);
    const ids: number[] = [];
    for (const name of ['1.csv', '2.csv', '3.csv']) {
      const { batch } = await one.call('exports.start', { request: exportRequest(join(folder, name)) });
      ids.push(batch.id);
    }
    await one.close();
    const next = await openCapturing(dataDir);
    for (const id of ids) expect((await ended(next, id)).state).toBe('completed');
    for (const name of ['1.csv', '2.csv', '3.csv']) {
      expect(idsIn([{ path: join(folder, name) }])).toEqual(idsUpTo(ENTRIES));
    }
  });
});

import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Status } from '#contract/status.ts';
import type { Engine } from './engine.ts';
import { spawnScript } from '../../../test/core/spawn-script.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { untilEvent } from '../../../test/core/until-event.ts';
import { exportRequest } from '../../../test/exports/export-request.ts';
import { exportedFile } from '../../../test/exports/exported-file.ts';
import { createEngine } from './create-engine.ts';
import { openFileEngine } from './open-file-engine.ts';
import { removeAbandonedStores } from './opened-stores.ts';

const ROWS = 3000;

function places(): { dataDir: string; path: string; opened: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'errors.csv');
  const entries = Array.from({ length: ROWS }, (_, index) => ({
    timeUnixUs: 1_795_339_501_000_000 + index * 1_000_000,
    severity: index % 8,
    unit: index % 2 === 0 ? 'even.service' : 'odd.service',
    message: `number ${String(index)}`,
    fields: { X: [`x${String(index)}`], _BOOT_ID: [index < 1000 ? 'first' : 'second'] },
  }));
  writeFileSync(path, exportedFile('csv', entries));
  const dataDir = join(folder, 'data');
  return { dataDir, path, opened: join(dataDir, 'opened') };
}

/** Resolves when all is read and stored. Listens first and asks then: the end may come in between. */
async function untilRead(engine: Engine): Promise<Status> {
  const told = untilEvent(engine, 'status.changed', isRead);
  const now = await engine.call('status.get', {});
  return isRead(now) ? now : await told;
}

function isRead({ sources, entries }: Status): boolean {
  const [source] = sources;
  return source?.state === 'finished' && source.counters.inFlight === 0 && entries === source.counters.stored;
}

describe('an opened file', () => {
  it('has the same views as a store: list, counts, histogram, facets, search, details, clipboard, export', async () => {
    const { dataDir, path } = places();
    await using engine = await openFileEngine({ dataDir, path });
    const status = await untilRead(engine);
    expect(status).toMatchObject({
      capture: 'here',
      entries: ROWS,
      sources: [{ spec: `file:${path}`, stateText: 'Read the whole CSV file', problem: null, gaps: 0 }],
    });
    const query = { where: 'unit:odd.service severity:error' };
    const { rows } = await engine.call('entries.list', {
      query,
      anchor: { kind: 'oldest' },
      limit: 2,
      rawFields: ['X'],
    });
    expect(rows).toMatchObject([
      { message: 'number 3', severity: 3, rawFields: ['x3'] },
      { message: 'number 11', severity: 3, rawFields: ['x11'] },
    ]);
    const { bySeverity } = await engine.call('entries.count', { query: {} });
    expect(bySeverity).toEqual(Array.from({ length: 8 }, () => ROWS / 8));
    const { histogram } = await engine.call('entries.summarise', {
      query: {},
      histogram: { kind: 'fitting', maxBuckets: 100 },
    });
    const counted = (histogram?.buckets ?? []).flatMap(({ bySeverity: counts }) => counts);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
    const { facets } = await engine.call('entries.facets', { query: {}, valuesPerField: 10 });
    expect(
      facets.find(({ field }) => field === 'unit')?.values.map(({ value, entries }) => [value, entries]),
    ).toEqual([
      ['even.service', ROWS / 2],
      ['odd.service', ROWS / 2],
    ]);
    expect(facets.find(({ field }) => field === 'boot')?.values).toHaveLength(2);
    const found = await engine.call('entries.count', {
      query: { where: '"number 2999" raw.X:x2999 boot:second' },
    });
    expect(found.bySeverity.reduce((sum, count) => sum + count, 0)).toBe(1);
    const entry = await engine.call('entries.get', { id: 12 });
    expect(entry.fields.map(({ name, values }) => [name, values[0]?.value])).toEqual([
      ['X', 'x11'],
      ['_BOOT_ID', 'first'],
    ]);
    expect(entry.position).toMatch(/^file:[0-9a-f]{32};row=12$/);
    const { text } = await engine.call('entries.format', {
      query: {},
      ranges: [{ firstId: 12, lastId: 12 }],
      format: 'jsonl',
      timeZone: 'UTC',
    });
    expect(JSON.parse(text)).toMatchObject({
      time: '2026-11-22T09:25:12.000000Z',
      message: 'number 11',
      X: 'x11',
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of engine.streamExport(exportRequest('/unused', { columns: ['message'] })))
      chunks.push(chunk);
    expect(Buffer.concat(chunks).toString().trimEnd().split('\r\n')).toEqual([
      'message',
      ...Array.from({ length: ROWS }, (_, index) => `number ${String(index)}`),
    ]);
  });

  it('is read in a store of its own, which others cannot look into and which is gone when it is closed', async () => {
    const { dataDir, path, opened } = places();
    const before = statSync(path);
    const engine = await openFileEngine({ dataDir, path });
    await untilRead(engine);
    const [name = ''] = readdirSync(opened);
    expect(statSync(join(opened, name)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(['opened']);
    await engine.close();
    expect(readdirSync(opened)).toEqual([]);
    const { size, mtimeMs } = statSync(path);
    expect({ size, mtimeMs }).toEqual({ size: before.size, mtimeMs: before.mtimeMs });
  });

  it('that is none leaves nothing behind', async () => {
    const { dataDir, path } = places();
    writeFileSync(path, 'no export\n');
    await expect(openFileEngine({ dataDir, path })).rejects.toMatchObject({ code: 'file.unknown-format' });
    await expect(openFileEngine({ dataDir, path: `${path}.missing` })).rejects.toMatchObject({
      code: 'file.not-found',
    });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('can be open several times, beside a capture into the same data folder', async () => {
    const { dataDir, path, opened } = places();
    await using capture = await createEngine({
      dataDir,
      sources: [`journal:${temporaryFolder()}`],
      capture: 'follow',
    });
    await using first = await openFileEngine({ dataDir, path });
    await using second = await openFileEngine({ dataDir, path });
    await Promise.all([untilRead(first), untilRead(second)]);
    expect(readdirSync(opened)).toHaveLength(2);
    expect((await capture.call('status.get', {})).entries).toBe(0);
  });
});

describe('what a Hydrant that was killed left', () => {
  it('is removed by the next one, and what is in use is not', async () => {
    const { dataDir, path, opened } = places();
    const killed = spawnScript('file-opener.ts', dataDir, path);
    const alive = spawnScript('file-opener.ts', dataDir, path);
    const [left, kept] = [await killed.firstLine, await alive.firstLine];
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(left)).toBe(true);
    await removeAbandonedStores(dataDir);
    expect(existsSync(left)).toBe(false);
    expect(existsSync(join(kept, 'hydrant.db'))).toBe(true);
    expect(readdirSync(opened)).toHaveLength(1);
  });

  it('is removed when a capture starts', async () => {
    const { dataDir, path } = places();
    const killed = spawnScript('file-opener.ts', dataDir, path);
    const left = await killed.firstLine;
    killed.child.kill('SIGKILL');
    await killed.ended;
    const engine = await createEngine({
      dataDir,
      sources: [`journal:${temporaryFolder()}`],
      capture: 'follow',
    });
    await engine.close();
    expect(existsSync(left)).toBe(false);
  });

  it('may be a folder that was never used: it goes when it is old', async () => {
    const { dataDir, opened } = places();
    for (const name of ['file-new', 'file-old']) mkdirSync(join(opened, name), { recursive: true });
    // Its process has opened the lock and is about to take it.
    writeFileSync(join(opened, 'file-new', 'capture.lock'), '');
    const anHourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(opened, 'file-old'), anHourAgo, anHourAgo);
    await removeAbandonedStores(dataDir);
    expect(readdirSync(opened)).toEqual(['file-new']);
  });
});

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { streamOf } from '../../../../test/core/journal-text.ts';
import { BatchLab, idsUpTo } from '../../../../test/exports/batch-lab.ts';
import { idsIn } from '../../../../test/exports/ids-in.ts';
import { manifestSchema } from '#contract/export-manifest.ts';
import { readManifest } from './read-batches.ts';

describe('a batch', () => {
  it('holds every entry once and in order, with its manifest beside it', async () => {
    const lab = new BatchLab(1300);
    const batch = await lab.run('out.csv', { rowsPerFile: 500 });
    expect(batch).toMatchObject({
      state: 'completed',
      rowsWritten: 1300,
      progress: 1,
      afterId: 0,
      lastId: 1300,
      fileCount: 3,
      problem: null,
      currentPath: null,
    });
    expect(batch.files.map(({ path, rows }) => [basename(path), rows])).toEqual([
      ['out_0001.csv', 500],
      ['out_0002.csv', 500],
      ['out_0003.csv', 300],
    ]);
    expect(idsIn(batch.files)).toEqual(idsUpTo(1300));
    expect(batch.bytesWritten).toBe(batch.files.reduce((sum, { path }) => sum + statSync(path).size, 0));
    expect(lab.names()).toEqual(['out.csv.manifest.json', 'out_0001.csv', 'out_0002.csv', 'out_0003.csv']);
    expect(lab.kept(batch.id)).toEqual(batch);
    expect(await lab.service.verify(batch.id)).toMatchObject({ isIntact: true });
  });

  it('says in its manifest all that is to be known of it', async () => {
    const lab = new BatchLab(40);
    const batch = await lab.run('errors.csv', { query: { severities: [3] }, rowsPerFile: 3 });
    const text = readFileSync(join(lab.folder, 'errors.csv.manifest.json'), 'utf8');
    expect(text).toBe(readManifest(lab.store.database, batch.id));
    const manifest = manifestSchema.parse(JSON.parse(text));
    const positions = lab.store.positions();
    expect(manifest).toMatchObject({
      hydrant: '1.2.3',
      batch: batch.id,
      name: null,
      query: { severities: [3] },
      range: { afterId: 0, lastId: 40 },
      fileFormat: { name: 'csv', compression: 'none', columns: ['id', 'message'] },
      rows: 5,
      bySeverity: { error: 5, info: 0 },
      gaps: [],
    });
    expect(manifest.files.map(({ rows, first, last }) => [rows, first?.id, last?.id])).toEqual([
      [3, 3, 19],
      [2, 27, 35],
    ]);
    expect(manifest.files[0]?.first?.position).toBe(positions[2]);
    expect(manifest.files[1]?.last?.position).toBe(positions[34]);
  });

  it('names the gaps that lie in its range, and no others', async () => {
    const lab = new BatchLab(10);
    const gap = (fromUnixUs: number | null, untilUnixUs: number | null, reason: string) =>
      lab.store.writer.addGap({
        sourceId: lab.store.ledger.sourceId,
        fromUnixUs,
        untilUnixUs,
        lostEntries: null,
        reason,
      });
    gap(1_000, 2_000, 'long ago');
    gap(null, Date.UTC(2026, 10, 22, 9, 0, 30) * 1000, 'just before');
    lab.store.store(streamOf(11, 20));
    const query = { sinceUnixUs: Date.UTC(2026, 10, 22, 9) * 1000 };
    await lab.run('out.csv', { query });
    const manifest = manifestSchema.parse(JSON.parse(readManifest(lab.store.database, 1)));
    expect(manifest.gaps.map(({ reason }) => reason)).toEqual(['just before']);
    expect(manifest.gaps[0]).toMatchObject({ source: 'journal:/lab', afterId: 10, from: null });
    await lab.run('late.csv', { query: {}, afterBatchId: 1 });
    expect(manifestSchema.parse(JSON.parse(readManifest(lab.store.database, 2))).gaps).toEqual([]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [250, 3],
  ])('of %i entries has at 100 rows a file %i files', async (entries, files) => {
    const lab = new BatchLab(entries);
    const batch = await lab.run('out.csv', { rowsPerFile: 100 });
    expect(batch.files).toHaveLength(files);
    expect(idsIn(batch.files)).toEqual(idsUpTo(entries));
  });

  it('has files as large as was asked for, and no larger, but for a row that is larger itself', async () => {
    const lab = new BatchLab(0);
    lab.store.store(streamOf(1, 300));
    const small = await lab.run('small.csv', { bytesPerFile: 1000 });
    expect(idsIn(small.files)).toEqual(idsUpTo(300));
    const rowBytes = '300,entry number 300\r\n'.length;
    for (const { path } of small.files.slice(0, -1)) {
      expect(statSync(path).size).toBeLessThanOrEqual(1000);
      expect(statSync(path).size).toBeGreaterThan(1000 - rowBytes);
    }
    expect(small.fileCount).toBeGreaterThan(5);
  });

  it('splits at rows or bytes, whichever comes first', async () => {
    const lab = new BatchLab(200);
    const batch = await lab.run('out.csv', { bytesPerFile: 1000, rowsPerFile: 20 });
    expect(batch.files.map(({ rows }) => rows)).toEqual(Array.from({ length: 10 }, () => 20));
  });

  it.each(['gzip', 'zstd'] as const)('is the same under %s', async (compression) => {
    const lab = new BatchLab(3000);
    const plain = await lab.run('plain.csv');
    const packed = await lab.run('packed.csv.x', { compression });
    const { gunzipSync, zstdDecompressSync } = await import('node:zlib');
    const bytes = readFileSync(packed.files[0]?.path ?? '');
    expect((compression === 'gzip' ? gunzipSync(bytes) : zstdDecompressSync(bytes)).toString()).toBe(
      readFileSync(plain.files[0]?.path ?? '', 'utf8'),
    );
    expect(packed.bytesWritten).toBe(bytes.length);
    expect(await lab.service.verify(packed.id)).toMatchObject({ isIntact: true });
  });

  it('ends where the store ended when it began, or where it was told to', async () => {
    const lab = new BatchLab(250);
    expect(idsIn((await lab.run('a.csv', { lastId: 120 })).files)).toEqual(idsUpTo(120));
    expect(idsIn((await lab.run('b.csv', { lastId: 10_000 })).files)).toEqual(idsUpTo(250));
  });

  it('can begin where another one ended', async () => {
    const lab = new BatchLab(100);
    const first = await lab.run('a.csv', { query: { severities: [3] } });
    lab.store.store(streamOf(101, 150));
    const next = await lab.run('b.csv', { afterBatchId: first.id });
    expect(idsIn(next.files)).toEqual(idsUpTo(150).slice(100));
    expect(() => lab.start('c.csv', { afterBatchId: 99 })).toThrow(
      expect.objectContaining({ code: 'export.not-found' }),
    );
  });

  it('is refused at once when it can never be carried out', () => {
    const lab = new BatchLab(1);
    const refused = (parts: Parameters<BatchLab['request']>[1], code: string) =>
      expect(() => lab.start('out.csv', parts)).toThrow(expect.objectContaining({ code }));
    refused({ query: { where: 'severity:eror' } }, 'query.invalid');
    refused({ target: { kind: 'file', path: 'relative.csv' } }, 'export.invalid');
    refused({ target: { kind: 'folder', directory: lab.folder, namePattern: '{nme}' } }, 'export.invalid');
    expect(lab.history()).toEqual([]);
  });

  it('gets other names than the batch before it, also within one second', async () => {
    const lab = new BatchLab(5);
    const target = { kind: 'folder', directory: lab.folder, namePattern: '{time}' } as const;
    const batches = [lab.start('', { target }), lab.start('', { target }), lab.start('', { target })];
    const ended = await Promise.all(batches.map(({ id }) => lab.settled(id)));
    const paths = ended.map(({ files }) => files[0]?.path ?? '');
    expect(new Set(paths).size).toBe(3);
    expect(paths.toSorted()).toEqual(paths);
  });
});

describe('batches of one process', () => {
  it('are written one after the other, in the order in which they were asked for', async () => {
    const lab = new BatchLab(4000);
    const ids = [1, 2, 3].map((number) => lab.start(`${String(number)}.csv`).id);
    await Promise.all(ids.map((id) => lab.settled(id)));
    const order: number[] = [];
    for (const told of lab.told) {
      if (told.name === 'exports.progressed' && order.at(-1) !== told.payload.id) order.push(told.payload.id);
    }
    expect(order).toEqual(ids);
  });

  it('can be held in the middle of a file and go on there, while others pass by', async () => {
    const lab = new BatchLab(6000);
    const { id } = lab.start('held.csv');
    const started = await lab.until(id, ({ rowsWritten }) => rowsWritten > 0);
    expect(started.state).toBe('running');
    lab.service.pause(id);
    const held = await lab.until(id, ({ state }) => state === 'paused');
    expect(held).toMatchObject({ problem: null, fileCount: 0 });
    expect(held.rowsWritten).toBeLessThan(6000);
    expect(lab.hiddenNames()).toHaveLength(1);
    expect((await lab.run('other.csv')).state).toBe('completed');
    lab.service.resume(id, false);
    const ended = await lab.settled(id);
    expect(ended.state).toBe('completed');
    expect(idsIn(ended.files)).toEqual(idsUpTo(6000));
    expect(lab.hiddenNames()).toEqual([]);
  });

  it('can be held between two files, however many a page of entries fills', async () => {
    const lab = new BatchLab(90);
    const { id } = lab.start('held.csv', { rowsPerFile: 1 });
    await lab.until(id, ({ rowsWritten }) => rowsWritten > 0);
    lab.service.pause(id);
    const held = await lab.until(id, ({ state }) => state === 'paused');
    expect(held.rowsWritten).toBeLessThan(10);
    lab.service.resume(id, false);
    const ended = await lab.settled(id);
    expect(ended).toMatchObject({ state: 'completed', fileCount: 90 });
    expect(idsIn(ended.files)).toEqual(idsUpTo(90));
  });

  it('can be held while they wait', async () => {
    const lab = new BatchLab(3000);
    const first = lab.start('1.csv');
    const second = lab.start('2.csv');
    lab.service.pause(second.id);
    expect((await lab.settled(first.id)).state).toBe('completed');
    expect(lab.kept(second.id)).toMatchObject({ state: 'paused', rowsWritten: 0 });
    lab.service.resume(second.id, false);
    expect((await lab.settled(second.id)).state).toBe('completed');
  });

  it('leave nothing when they are cancelled: running, waiting, or held with complete files', async () => {
    const lab = new BatchLab(6000);
    const running = lab.start('running.csv', { rowsPerFile: 600 });
    const waiting = lab.start('waiting.csv');
    await lab.until(running.id, ({ rowsWritten }) => rowsWritten > 0);
    await lab.service.cancel(waiting.id);
    lab.service.pause(running.id);
    const held = await lab.until(running.id, ({ state }) => state === 'paused');
    expect(held.rowsWritten).toBeGreaterThan(0);
    await lab.service.cancel(running.id);
    expect(lab.names()).toEqual([]);
    expect(lab.kept(running.id)).toMatchObject({ state: 'cancelled', files: [], rowsWritten: 0 });
    await expect(lab.service.cancel(running.id)).rejects.toMatchObject({ code: 'export.invalid' });
  });

  it('leave nothing when they are cancelled while they write, although files have their names', async () => {
    const seen: string[][] = [];
    const lab = new BatchLab(6000, {
      onPage: (page) => {
        if (page !== 5) return;
        seen.push(lab.names());
        void lab.service.cancel(1);
      },
    });
    const { id } = lab.start('out.csv', { rowsPerFile: 600 });
    expect((await lab.settled(id)).state).toBe('cancelled');
    expect(seen[0]).toEqual(expect.arrayContaining(['out_0001.csv', 'out_0003.csv']));
    expect(lab.names()).toEqual([]);
  });

  it('that have ended can be forgotten, their files stay', async () => {
    const lab = new BatchLab(3000);
    const done = await lab.run('done.csv');
    const { id } = lab.start('other.csv');
    expect(() => lab.service.remove(id)).toThrow(expect.objectContaining({ code: 'export.invalid' }));
    await lab.settled(id);
    lab.service.remove(done.id);
    expect(lab.history().map((batch) => batch.id)).toEqual([id]);
    expect(lab.names()).toContain('done.csv');
    expect(lab.told.at(-1)).toEqual({ name: 'exports.removed', payload: { id: done.id } });
    expect((await lab.run('next.csv')).id).toBe(id + 1);
  });
});

describe('exports that continue the last one of their name', () => {
  it('hold every entry in exactly one of their files, also when nothing is new', async () => {
    const lab = new BatchLab(0);
    const files: ExportBatch['files'] = [];
    let stored = 0;
    for (const [index, entries] of [0, 120, 120, 121, 250].entries()) {
      if (entries > stored) lab.store.store(streamOf(stored + 1, entries));
      stored = entries;
      const batch = await lab.run(`${String(index)}.csv`, {
        watermark: index % 2 === 0 ? 'Nightly' : 'nightly',
      });
      files.push(...batch.files);
    }
    expect(idsIn(files)).toEqual(idsUpTo(250));
  });

  it('do not move on when they are cancelled', async () => {
    const lab = new BatchLab(3000);
    const { id } = lab.start('a.csv', { watermark: 'n' });
    await lab.service.cancel(id);
    expect(idsIn((await lab.run('b.csv', { watermark: 'n' })).files)).toEqual(idsUpTo(3000));
  });

  it('wait for the one before them', async () => {
    const lab = new BatchLab(3000);
    const { id } = lab.start('a.csv', { watermark: 'n' });
    expect(() => lab.start('b.csv', { watermark: 'N' })).toThrow(
      expect.objectContaining({ code: 'export.unfinished', detail: { batchId: id } }),
    );
    await lab.settled(id);
    expect((await lab.run('b.csv', { watermark: 'N' })).rowsWritten).toBe(0);
  });

  it('take over what earlier versions remembered in files', async () => {
    const lab = new BatchLab(50);
    const folder = join(lab.store.dataDir, 'exports', 'watermarks');
    mkdirSync(folder, { recursive: true });
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update('nightly').digest('hex').slice(0, 32);
    writeFileSync(join(folder, `${hash}.json`), '{"name":"nightly","lastId":30}\n');
    expect(idsIn((await lab.run('a.csv', { watermark: 'nightly' })).files)).toEqual(idsUpTo(50).slice(30));
  });
});

import fs, { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BatchLab, idsUpTo } from '../../../../test/exports/batch-lab.ts';
import { idsIn } from '../../../../test/exports/ids-in.ts';
import type { FileCalls } from '../files/output-file.ts';

describe('what goes wrong', () => {
  const full = (bytesLeft: { now: number }): FileCalls => ({
    ...fs,
    writeSync: ((descriptor: number, bytes: Uint8Array, offset: number) => {
      bytesLeft.now -= bytes.length - offset;
      if (bytesLeft.now < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return fs.writeSync(descriptor, bytes, offset);
    }) as FileCalls['writeSync'],
  });

  it('a full disk holds the batch; with room it goes on after its last complete file', async () => {
    const bytesLeft = { now: 50_000 };
    const lab = new BatchLab(5000, { fileCalls: full(bytesLeft) });
    const held = await lab.run('out.csv', { rowsPerFile: 600 });
    expect(held).toMatchObject({ state: 'paused', problem: { code: 'disk.full' } });
    expect(held.fileCount).toBeGreaterThan(0);
    expect(lab.hiddenNames()).toEqual([]);
    expect(lab.names()).toHaveLength(held.fileCount);
    bytesLeft.now = Number.POSITIVE_INFINITY;
    lab.service.resume(held.id, false);
    const ended = await lab.settled(held.id);
    expect(ended.state).toBe('completed');
    expect(idsIn(ended.files)).toEqual(idsUpTo(5000));
    expect(await lab.service.verify(held.id)).toMatchObject({ isIntact: true });
  });

  it.each([{}, { rowsPerFile: 10 }, { rowsPerFile: 3 }])(
    'a batch that lacks nothing but its manifest goes on there (%j)',
    async (parts) => {
      const bytesLeft = { now: 600 };
      const lab = new BatchLab(10, { fileCalls: full(bytesLeft) });
      const held = await lab.run('out.csv', parts);
      expect(held).toMatchObject({ state: 'paused', rowsWritten: 10, problem: { code: 'disk.full' } });
      bytesLeft.now = Number.POSITIVE_INFINITY;
      lab.service.resume(held.id, false);
      const ended = await lab.settled(held.id);
      expect(ended).toMatchObject({ state: 'completed', fileCount: held.fileCount });
      expect(idsIn(ended.files)).toEqual(idsUpTo(10));
      expect(await lab.service.verify(held.id)).toMatchObject({ isIntact: true });
    },
  );

  it('a target that is gone holds the batch until it is back', async () => {
    const lab = new BatchLab(100);
    const away = join(lab.folder, 'stick');
    const target = { kind: 'folder', directory: away, namePattern: 'log-{time}' } as const;
    const held = await lab.run('', { target });
    expect(held).toMatchObject({ state: 'paused', problem: { code: 'file.not-found' } });
    mkdirSync(away);
    lab.service.resume(held.id, false);
    expect((await lab.settled(held.id)).state).toBe('completed');
  });

  it('a name that is taken holds the batch until it is free, or may be replaced', async () => {
    const lab = new BatchLab(100);
    writeFileSync(join(lab.folder, 'out.csv'), 'mine');
    const held = await lab.run('out.csv');
    expect(held).toMatchObject({ state: 'paused', problem: { code: 'file.exists' } });
    expect(readFileSync(join(lab.folder, 'out.csv'), 'utf8')).toBe('mine');
    lab.service.resume(held.id, true);
    expect(idsIn((await lab.settled(held.id)).files)).toEqual(idsUpTo(100));
  });

  it('a manifest of another batch is not replaced either', async () => {
    const lab = new BatchLab(10);
    writeFileSync(join(lab.folder, 'out.csv.manifest.json'), 'mine');
    expect(await lab.run('out.csv')).toMatchObject({ state: 'paused', problem: { code: 'file.exists' } });
    expect(lab.names()).toEqual(['out.csv.manifest.json']);
  });

  it('a folder without permission holds the batch', async () => {
    // Root may write everywhere, so what the system says is said for it.
    const openSync = () => {
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    };
    const lab = new BatchLab(10, { fileCalls: { ...fs, openSync } });
    expect(await lab.run('out.csv')).toMatchObject({
      state: 'paused',
      problem: { code: 'file.permission-denied' },
    });
  });

  it('files that were changed or are gone are found out', async () => {
    const lab = new BatchLab(400);
    const { id, files } = await lab.run('out.csv', { rowsPerFile: 100 });
    const [first, second, third] = files.map(({ path }) => path) as [string, string, string];
    writeFileSync(first, readFileSync(first, 'utf8').replace('number 7', 'number 8'));
    fs.appendFileSync(second, '401,entry\r\n');
    rmSync(third);
    const { isIntact, files: found } = await lab.service.verify(id);
    expect(isIntact).toBe(false);
    expect(found.map(({ state }) => state)).toEqual(['changed', 'changed', 'missing', 'intact']);
  });

  it('a batch that only failed to begin by a command is no batch to resume', async () => {
    const lab = new BatchLab(10);
    writeFileSync(join(lab.folder, 'out.csv'), 'mine');
    const { id } = lab.service.start({
      request: lab.request('out.csv', { watermark: 'n' }),
      origin: 'command',
    });
    expect(await lab.settled(id)).toMatchObject({ state: 'failed', problem: { code: 'file.exists' } });
    expect((await lab.run('other.csv', { watermark: 'n' })).rowsWritten).toBe(10);
  });
});

describe('after the end of a process', () => {
  it('what the app had in hand goes on at its next start, after the last complete file', async () => {
    const closing = Promise.withResolvers<void>();
    let isFirstLife = true;
    const lab = new BatchLab(6000, {
      onPage: (page) => {
        if (page !== 5 || !isFirstLife) return;
        isFirstLife = false;
        closing.resolve(lab.close());
      },
    });
    const running = lab.start('running.csv', { rowsPerFile: 600 });
    const waiting = lab.start('waiting.csv');
    await lab.until(running.id, ({ rowsWritten }) => rowsWritten > 0);
    await closing.promise;
    expect(lab.kept(running.id).fileCount).toBeGreaterThan(1);
    expect(lab.hiddenNames()).toEqual([]);
    expect(lab.kept(running.id)).toMatchObject({ state: 'queued', problem: null });
    lab.service.recover();
    const [first, second] = await Promise.all([lab.settled(running.id), lab.settled(waiting.id)]);
    expect([first.state, second.state]).toEqual(['completed', 'completed']);
    expect(idsIn(first.files)).toEqual(idsUpTo(6000));
  });

  it('what was only held stays held, and can be resumed', async () => {
    const lab = new BatchLab(6000);
    const { id } = lab.start('held.csv');
    await lab.until(id, ({ rowsWritten }) => rowsWritten > 0);
    lab.service.pause(id);
    await lab.until(id, ({ state }) => state === 'paused');
    await lab.close();
    expect(lab.names()).toEqual([]);
    lab.service.recover();
    expect(lab.kept(id)).toMatchObject({ state: 'paused', problem: null });
    lab.service.resume(id, false);
    expect(idsIn((await lab.settled(id)).files)).toEqual(idsUpTo(6000));
  });

  it('what one process holds in the middle of a file, no other one takes from it', async () => {
    const lab = new BatchLab(6000);
    const other = lab.anotherService();
    const { id } = lab.start('held.csv');
    await lab.until(id, ({ rowsWritten }) => rowsWritten > 0);
    lab.service.pause(id);
    await lab.until(id, ({ state }) => state === 'paused');
    expect(() => other.resume(id, true)).toThrow(/Another Hydrant works on batch/);
    await expect(other.cancel(id)).rejects.toThrow(/Another Hydrant works on batch/);
    lab.service.resume(id, false);
    expect(idsIn((await lab.settled(id)).files)).toEqual(idsUpTo(6000));
  });

  it('what nobody works on goes to the first who wants it', async () => {
    const lab = new BatchLab(6000);
    const { id } = lab.start('held.csv');
    await lab.until(id, ({ rowsWritten }) => rowsWritten > 0);
    lab.service.pause(id);
    await lab.until(id, ({ state }) => state === 'paused');
    await lab.close();
    const other = lab.anotherService();
    lab.service.resume(id, false);
    expect(() => other.resume(id, false)).toThrow(/Another Hydrant works on batch/);
    expect(idsIn((await lab.settled(id)).files)).toEqual(idsUpTo(6000));
  });
});

import fs, { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportJob } from '#contract/export.ts';
import { exportJobSchema } from '#contract/export.ts';
import { AppError } from '#contract/errors.ts';
import { exportRequest } from '../../../../test/exports/export-request.ts';
import { memoryStore } from '../../../../test/exports/memory-store.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import type { ExportJobOptions } from './export-job.ts';
import { runExportJob } from './export-job.ts';
import type { FileCalls } from '../files/output-file.ts';
import { WatermarkStore } from './watermark-store.ts';

function jobOptions(folder: string, parts: Partial<ExportJobOptions> = {}): ExportJobOptions {
  return {
    id: 1,
    request: exportRequest(join(folder, 'out.csv')),
    rowsTotal: null,
    openStore: () => memoryStore(250),
    watermarks: new WatermarkStore(join(folder, '.data')),
    onProgress: () => undefined,
    ...parts,
  };
}

async function run(
  folder: string,
  parts: Partial<ExportJobOptions> = {},
  signal?: AbortSignal,
): Promise<ExportJob> {
  const job = await runExportJob(jobOptions(folder, parts), signal ?? new AbortController().signal);
  return exportJobSchema.parse(job);
}

/** What stands in the folder under a name that people see. */
function visibleFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name !== '.data');
}

/** The ids in the files, in order; each file must begin with the header. */
function idsIn(paths: readonly string[]): number[] {
  return paths.flatMap((path) => {
    const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(header).toBe('id,message');
    return rows.map((row) => Number(row.split(',')[0]));
  });
}

function idsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe('runExportJob', () => {
  it('writes every entry once and in order', async () => {
    const folder = temporaryFolder();
    const job = await run(folder, { rowsTotal: 250 });
    expect(job).toMatchObject({ state: 'completed', rowsWritten: 250, rowsTotal: 250, error: null });
    expect(job.files).toEqual([join(folder, 'out.csv')]);
    expect(idsIn(job.files)).toEqual(idsUpTo(250));
    expect(job.bytesWritten).toBe(fs.statSync(join(folder, 'out.csv')).size);
  });

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [250, 3],
  ])('splits %i entries at 100 rows into %i files', async (entries, files) => {
    const folder = temporaryFolder();
    const request = exportRequest(join(folder, 'out.csv'), { rowsPerFile: 100 });
    const job = await run(folder, { request, openStore: () => memoryStore(entries, { pageRows: 33 }) });
    expect(job.files).toHaveLength(files);
    expect(job.files.map((path) => path.slice(-8))).toEqual(
      Array.from({ length: files }, (_, index) => `000${String(index + 1)}.csv`),
    );
    expect(idsIn(job.files)).toEqual(idsUpTo(entries));
    expect(visibleFiles(folder)).toHaveLength(files);
  });

  it('ends where the store ended when it began, or before', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'out.csv');
    const bounded = await run(folder, { request: exportRequest(path, { lastId: 120 }) });
    expect(idsIn(bounded.files)).toEqual(idsUpTo(120));
    const request = exportRequest(path, { lastId: 10_000, replacesExisting: true });
    const whole = await run(folder, { request });
    expect(idsIn(whole.files)).toEqual(idsUpTo(250));
  });

  it('leaves nothing when it is cancelled in the middle', async () => {
    const folder = temporaryFolder();
    const cancel = new AbortController();
    const store = memoryStore(1000, { onPage: (firstId) => (firstId > 500 ? cancel.abort() : undefined) });
    const request = exportRequest(join(folder, 'out.csv'), { rowsPerFile: 100 });
    const job = await run(folder, { request, openStore: () => store }, cancel.signal);
    expect(job).toMatchObject({ state: 'cancelled', files: [], error: null, rowsWritten: 600 });
    expect(visibleFiles(folder)).toEqual([]);
  });

  it('leaves nothing when it is cancelled before it begins', async () => {
    const folder = temporaryFolder();
    const job = await run(folder, { openStore: () => memoryStore(0) }, AbortSignal.abort());
    expect(job.state).toBe('cancelled');
    expect(visibleFiles(folder)).toEqual([]);
  });

  it('leaves nothing on a disk that fills up, and says so', async () => {
    const folder = temporaryFolder();
    let bytesLeft = 300_000;
    const writeSync = ((descriptor: number, bytes: Uint8Array, offset: number) => {
      bytesLeft -= bytes.length - offset;
      if (bytesLeft < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return fs.writeSync(descriptor, bytes, offset);
    }) as FileCalls['writeSync'];
    const job = await run(folder, {
      request: exportRequest(join(folder, 'out.csv'), { rowsPerFile: 2000 }),
      openStore: () => memoryStore(50_000),
      fileCalls: { ...fs, writeSync },
    });
    expect(job).toMatchObject({ state: 'failed', files: [], error: { code: 'disk.full' } });
    expect(visibleFiles(folder)).toEqual([]);
  });

  it('fails as the store, the query or the path fails', async () => {
    const folder = temporaryFolder();
    const broken = () => {
      throw new AppError('query.invalid', 'no such field');
    };
    expect((await run(folder, { openStore: broken })).error).toMatchObject({ code: 'query.invalid' });
    const relative = await run(folder, { request: exportRequest('out.csv') });
    expect(relative.error).toMatchObject({ code: 'export.invalid' });
    writeFileSync(join(folder, 'out.csv'), '');
    expect((await run(folder)).error).toMatchObject({ code: 'file.exists' });
  });

  it('reports progress at most ten times a second, starting with the first page', async () => {
    const reports: ExportJob[] = [];
    const startedAtMs = performance.now();
    const job = await run(temporaryFolder(), {
      openStore: () => memoryStore(50_000),
      onProgress: (progressed) => reports.push(progressed),
    });
    expect(reports.length).toBeGreaterThanOrEqual(1);
    expect(reports.length).toBeLessThanOrEqual((performance.now() - startedAtMs) / 100 + 1);
    expect(reports[0]).toMatchObject({ state: 'running', rowsWritten: 100, files: [] });
    expect(job.rowsWritten).toBe(50_000);
  });
});

describe('an export that continues the last one of its name', () => {
  it('exports every entry in exactly one of the files, also when nothing is new', async () => {
    const folder = temporaryFolder();
    const files: string[] = [];
    for (const [index, entries] of [0, 120, 120, 121, 250].entries()) {
      const request = exportRequest(join(folder, `${String(index)}.csv`), { watermark: 'nightly' });
      const job = await run(folder, { request, openStore: () => memoryStore(entries) });
      expect(job.state).toBe('completed');
      files.push(...job.files);
    }
    expect(idsIn(files)).toEqual(idsUpTo(250));
  });

  it('does not move on when it is cancelled or fails', async () => {
    const folder = temporaryFolder();
    const request = exportRequest(join(folder, 'out.csv'), { watermark: 'nightly' });
    await run(folder, { request }, AbortSignal.abort());
    const linkSync = () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    expect((await run(folder, { request, fileCalls: { ...fs, linkSync } })).state).toBe('failed');
    expect(idsIn((await run(folder, { request })).files)).toEqual(idsUpTo(250));
  });

  it('takes its files back when the watermark cannot be kept', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.data'), 'a file where the folder should be');
    const request = exportRequest(join(folder, 'out.csv'), { watermark: 'nightly' });
    expect((await run(folder, { request })).state).toBe('failed');
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
  });

  it('refuses to go on in another store, and when another export of its name was faster', async () => {
    const folder = temporaryFolder();
    const watermarks = new WatermarkStore(join(folder, '.data'));
    watermarks.write('nightly', 1000);
    const request = exportRequest(join(folder, 'out.csv'), { watermark: 'nightly' });
    expect((await run(folder, { request })).error).toMatchObject({ code: 'export.invalid' });
    watermarks.write('nightly', 0);
    const store = memoryStore(250, { onPage: () => watermarks.write('nightly', 100) });
    expect((await run(folder, { request, openStore: () => store })).error).toMatchObject({
      code: 'export.invalid',
      message: expect.stringContaining('while this one ran') as string,
    });
    expect(visibleFiles(folder)).toEqual([]);
  });
});

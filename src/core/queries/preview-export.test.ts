import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportPreview } from '#contract/export-preview.ts';
import { exportPreviewSchema } from '#contract/export-preview.ts';
import type { ExportRequestInput } from '#contract/export-request.ts';
import { entryText, streamOf } from '../../../test/core/journal-text.ts';
import { BatchLab } from '../../../test/exports/batch-lab.ts';
import { previewExport } from './preview-export.ts';

function preview(lab: BatchLab, name: string, parts: Partial<ExportRequestInput> = {}): ExportPreview {
  const shown = previewExport(lab.store.context(), lab.request(name, parts), () => false);
  return exportPreviewSchema.parse(shown);
}

describe('the preview of an export', () => {
  it('counts exactly what is then written, and shows the first rows to the letter', async () => {
    const lab = new BatchLab(3000);
    const parts = { query: { where: 'unit:ssh severity<=error' } };
    const shown = preview(lab, 'out.csv', parts);
    const batch = await lab.run('out.csv', parts);
    expect(shown.rows).toBe(batch.rowsWritten);
    expect(shown.bySeverity).toEqual(batch.bySeverity);
    expect([shown.afterId, shown.lastId]).toEqual([batch.afterId, batch.lastId]);
    const file = readFileSync(batch.files[0]?.path ?? '', 'utf8');
    expect(shown.firstRows).toMatchObject({ kind: 'text', isCut: false });
    expect(shown.firstRows.kind === 'text' && file.startsWith(shown.firstRows.text)).toBe(true);
    expect(shown.firstRows.kind === 'text' && shown.firstRows.text.split('\r\n').length).toBe(14);
  });

  it('knows the size of few entries exactly, and of many nearly', async () => {
    for (const entries of [0, 1, 200, 5000]) {
      const lab = new BatchLab(entries);
      const shown = preview(lab, 'out.csv');
      const { bytesWritten } = await lab.run('out.csv');
      if (entries <= 200) expect(shown.estimatedBytes).toBe(bytesWritten);
      else expect(Math.abs(shown.estimatedBytes / bytesWritten - 1)).toBeLessThan(0.05);
    }
  });

  it.each(['gzip', 'zstd'] as const)('takes %s into account', async (compression) => {
    const lab = new BatchLab(5000);
    const shown = preview(lab, 'out.csv', { compression });
    const { bytesWritten } = await lab.run('out.csv', { compression });
    const plain = preview(lab, 'plain.csv').estimatedBytes;
    expect(shown.estimatedBytes).toBeLessThan(plain / 2);
    expect(shown.estimatedBytes).toBeGreaterThan(bytesWritten / 3);
  });

  it('counts the files', async () => {
    const lab = new BatchLab(2000);
    expect(preview(lab, 'a.csv').estimatedFiles).toBe(1);
    expect(preview(lab, 'a.csv', { rowsPerFile: 300 }).estimatedFiles).toBe(7);
    const parts = { bytesPerFile: 5000 };
    const batch = await lab.run('b.csv', parts);
    expect(Math.abs(preview(lab, 'c.csv', parts).estimatedFiles - batch.fileCount)).toBeLessThanOrEqual(1);
  });

  it('begins where an earlier batch or the last one of its name ended', async () => {
    const lab = new BatchLab(100);
    const { id } = await lab.run('a.csv', { watermark: 'Nightly' });
    lab.store.store(streamOf(101, 130));
    expect(preview(lab, 'b.csv', { watermark: 'nightly' })).toMatchObject({ rows: 30, afterId: 100 });
    expect(preview(lab, 'b.csv', { afterBatchId: id })).toMatchObject({
      rows: 30,
      afterId: 100,
      lastId: 130,
    });
    expect(preview(lab, 'b.csv', { watermark: 'unknown' })).toMatchObject({ rows: 130, afterId: 0 });
    expect(() => preview(lab, 'b.csv', { afterBatchId: 99 })).toThrow(
      expect.objectContaining({ code: 'export.not-found' }),
    );
  });

  it('names the gaps in the range, newest first', () => {
    const lab = new BatchLab(5);
    for (let number = 1; number <= 25; number += 1) {
      lab.store.writer.addGap({
        sourceId: lab.store.ledger.sourceId,
        fromUnixUs: number,
        untilUnixUs: number + 1,
        lostEntries: null,
        reason: `gap ${String(number)}`,
      });
    }
    lab.store.store(streamOf(6, 10));
    const shown = preview(lab, 'out.csv');
    expect(shown.gapCount).toBe(25);
    expect(shown.gaps.map(({ reason }) => reason).slice(0, 2)).toEqual(['gap 25', 'gap 24']);
    expect(shown.gaps).toHaveLength(20);
    expect(preview(lab, 'out.csv', { query: { sinceUnixUs: 1_000_000 } }).gapCount).toBe(0);
  });

  it('says where the first file goes, how much room there is, and what is in the way', () => {
    const lab = new BatchLab(5);
    const free = preview(lab, 'out.csv').target;
    expect(free).toMatchObject({ path: join(lab.folder, 'out.csv'), problem: null });
    expect(free?.freeBytes).toBeGreaterThan(0);
    writeFileSync(join(lab.folder, 'out.csv'), '');
    expect(preview(lab, 'out.csv').target?.problem).toMatchObject({ code: 'file.exists' });
    expect(preview(lab, 'out.csv', { replacesExisting: true }).target?.problem).toBeNull();
    const folder = (directory: string) => ({
      target: { kind: 'folder', directory, namePattern: 'log-{time}' } as const,
    });
    expect(preview(lab, '', folder(join(lab.folder, 'none'))).target).toMatchObject({
      freeBytes: null,
      problem: { code: 'file.not-found' },
    });
    expect(preview(lab, '', folder(join(lab.folder, 'out.csv'))).target?.problem).toMatchObject({
      code: 'file.not-found',
    });
    expect(statSync(lab.folder).isDirectory()).toBe(true);
    expect(preview(lab, '', { target: { kind: 'download', namePattern: 'log' } }).target).toBeNull();
  });

  it('names the file that the batch then writes', async () => {
    const lab = new BatchLab(5);
    await lab.run('first.csv');
    const parts = {
      target: { kind: 'folder', directory: lab.folder, namePattern: 'log-{host}-{batch}' },
    } as const;
    const shown = preview(lab, '', parts).target?.path;
    expect((await lab.run('', parts)).files.map(({ path }) => path)).toEqual([shown]);
  });

  it('finds a name free that a batch of the same second would have had', async () => {
    const lab = new BatchLab(5);
    const parts = {
      target: { kind: 'folder', directory: lab.folder, namePattern: 'log-{time}' },
    } as const;
    // Each has a second of its own, so the last one's is not over yet.
    const paths = [await lab.run('', parts), await lab.run('', parts)].map(({ files }) => files[0]?.path);
    const target = preview(lab, '', parts).target;
    expect(target?.problem).toBeNull();
    expect(paths).not.toContain(target?.path);
  });

  it('shows rows of megabytes only in part', () => {
    const lab = new BatchLab(0);
    lab.store.store(entryText(1, ['MESSAGE', 'x'.repeat(5_000_000)]));
    const { firstRows } = preview(lab, 'out.csv');
    expect(firstRows).toMatchObject({ kind: 'text', isCut: true });
    expect(firstRows.kind === 'text' && firstRows.text.length).toBe(16_000);
  });

  it('finds the first rows although matches are rare', () => {
    const lab = new BatchLab(4000);
    lab.store.store(entryText(4001, ['MESSAGE', 'a needle']));
    const shown = preview(lab, 'out.csv', { query: { where: '/needle/' } });
    expect(shown).toMatchObject({ rows: 1, estimatedBytes: 'id,message\r\n4001,a needle\r\n'.length });
    expect(shown.firstRows).toMatchObject({ text: 'id,message\r\n4001,a needle\r\n' });
  });

  it('is given up when nobody waits for it any more', () => {
    const lab = new BatchLab(10);
    expect(() =>
      previewExport(lab.store.context(), lab.request('out.csv', { query: { where: '/e/' } }), () => true),
    ).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });
});

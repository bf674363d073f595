import { expect, it } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { batchProgress } from './batch-progress.ts';

function batch(changes: Partial<ExportBatch>): ExportBatch {
  return { rowsTotal: 1_000, rowsWritten: 250, progress: 0.25, elapsedMs: 500, ...changes } as ExportBatch;
}

it('tells rate and time left from what was written so far', () => {
  expect(batchProgress(batch({}))).toEqual({ rowsPerSecond: 500, remainingMs: 1_500 });
});

it('tells the time left by the part of the log where nobody has counted', () => {
  expect(batchProgress(batch({ rowsTotal: null, rowsWritten: 0, progress: 0.5 }))).toEqual({
    rowsPerSecond: 0,
    remainingMs: 500,
  });
});

it('tells no time left before there is anything to tell it from', () => {
  expect(batchProgress(batch({ rowsWritten: 0, elapsedMs: 0, progress: 0 }))).toEqual({
    rowsPerSecond: 0,
    remainingMs: null,
  });
  expect(batchProgress(batch({ elapsedMs: 100 })).remainingMs).toBeNull();
});

it('has no time left at the end', () => {
  expect(batchProgress(batch({ progress: 1 })).remainingMs).toBe(0);
});

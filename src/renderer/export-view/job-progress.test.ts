import { expect, it } from 'vitest';
import type { ExportJob } from '#contract/export.ts';
import { jobProgress } from './job-progress.ts';

function job(changes: Partial<ExportJob>): ExportJob {
  return { rowsTotal: 1_000, rowsWritten: 250, elapsedMs: 500, ...changes } as ExportJob;
}

it('tells rate and time left from what was written so far', () => {
  expect(jobProgress(job({}))).toEqual({ fraction: 0.25, rowsPerSecond: 500, remainingMs: 1_500 });
});

it('tells no time left before anything was written or when the total is unknown', () => {
  expect(jobProgress(job({ rowsWritten: 0, elapsedMs: 0 })).remainingMs).toBeNull();
  expect(jobProgress(job({ rowsTotal: null }))).toMatchObject({ fraction: null, remainingMs: null });
});

it('is complete when there is nothing to write', () => {
  expect(jobProgress(job({ rowsTotal: 0, rowsWritten: 0 })).fraction).toBe(1);
});

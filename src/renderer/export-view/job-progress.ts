import type { ExportJob } from '#contract/export.ts';

export interface JobProgress {
  /** 0 to 1; null while the number of rows is not known. */
  fraction: number | null;
  rowsPerSecond: number;
  /** null while it cannot be told. */
  remainingMs: number | null;
}

/** How far a running export is, from what it has done so far. */
export function jobProgress(job: ExportJob): JobProgress {
  const rowsPerSecond = job.elapsedMs > 0 ? (job.rowsWritten / job.elapsedMs) * 1_000 : 0;
  if (job.rowsTotal === null) return { fraction: null, rowsPerSecond, remainingMs: null };
  const remainingRows = Math.max(0, job.rowsTotal - job.rowsWritten);
  return {
    fraction: job.rowsTotal === 0 ? 1 : Math.min(1, job.rowsWritten / job.rowsTotal),
    rowsPerSecond,
    remainingMs: rowsPerSecond === 0 ? null : (remainingRows / rowsPerSecond) * 1_000,
  };
}

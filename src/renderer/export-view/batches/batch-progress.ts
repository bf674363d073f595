import type { ExportBatch } from '#contract/export-batch.ts';

/** How fast a batch is written, and how long it will still take. */
export interface BatchProgress {
  /** 0 while nothing was written. */
  rowsPerSecond: number;
  /** null while it cannot be told. */
  remainingMs: number | null;
}

/** A guess from less than this says nothing. */
const LEAST_ELAPSED_MS = 200;

/** From what was done so far. Time left goes by the part of the log, so that it is told also where nobody has counted the rows. */
export function batchProgress({ elapsedMs, progress, rowsWritten }: ExportBatch): BatchProgress {
  const rowsPerSecond = elapsedMs > 0 ? (rowsWritten / elapsedMs) * 1_000 : 0;
  const isTelling = elapsedMs >= LEAST_ELAPSED_MS && progress > 0;
  return { rowsPerSecond, remainingMs: isTelling ? (elapsedMs / progress) * (1 - progress) : null };
}

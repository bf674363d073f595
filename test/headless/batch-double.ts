import { exportBatchSchema, type ExportBatch } from '#contract/export-batch.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { exportRequest } from '../exports/export-request.ts';

/** A batch that is running, as the engine would tell of it. */
export function batchDouble(parts: Partial<ExportBatch> = {}): ExportBatch {
  return exportBatchSchema.parse({
    id: 7,
    state: 'running',
    origin: 'command',
    request: exportRequest('/exports/a.csv'),
    afterId: 0,
    lastId: 1000,
    rowsTotal: null,
    progress: 0,
    rowsWritten: 0,
    bytesWritten: 0,
    bySeverity: emptySeverityCounts(),
    redactions: {},
    files: [],
    fileCount: 0,
    currentPath: null,
    manifestPath: null,
    createdAtUnixUs: 1_795_339_501_000_000,
    endedAtUnixUs: null,
    elapsedMs: 0,
    problem: null,
    ...parts,
  });
}

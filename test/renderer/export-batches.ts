import type { ExportBatch } from '#contract/export-batch.ts';
import { exportBatchSchema } from '#contract/export-batch.ts';
import { emptySeverityCounts } from '#contract/severity.ts';

const CREATED_AT_UNIX_US = Date.UTC(2026, 10, 22, 10, 0) * 1_000;

/** A batch of the export view as the engine tells of it, completed unless something else is said. */
export function exportBatch(id: number, changes: Partial<ExportBatch> = {}): ExportBatch {
  return {
    ...exportBatchSchema.parse({
      id,
      state: 'completed',
      origin: 'view',
      request: {
        query: {},
        format: 'csv',
        columns: ['time', 'message'],
        target: { kind: 'folder', directory: '/srv', namePattern: 'hydrant-{time}' },
        replacesExisting: false,
      },
      afterId: 0,
      lastId: 1_000,
      rowsTotal: 1_000,
      progress: 1,
      rowsWritten: 1_000,
      bytesWritten: 100_000,
      bySeverity: emptySeverityCounts(),
      redactions: {},
      files: [],
      fileCount: 0,
      currentPath: null,
      manifestPath: null,
      createdAtUnixUs: CREATED_AT_UNIX_US + id * 60_000_000,
      endedAtUnixUs: CREATED_AT_UNIX_US + id * 60_000_000 + 30_000_000,
      elapsedMs: 2_000,
      problem: null,
    }),
    ...changes,
  };
}

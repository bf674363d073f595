import { runExportJob } from '#core/exports/batches/export-job.ts';
import { WatermarkStore } from '#core/exports/batches/watermark-store.ts';
import { exportRequest } from './export-request.ts';
import { memoryStore } from './memory-store.ts';

/** A process that exports far more than it will ever live to finish; it says when the first bytes are on the disk. */
const [, , path = '', dataDir = ''] = process.argv;
await runExportJob(
  {
    id: 1,
    request: exportRequest(path, { rowsPerFile: 50_000 }),
    rowsTotal: null,
    openStore: () => memoryStore(Number.MAX_SAFE_INTEGER - 1, { pageRows: 10_000 }),
    watermarks: new WatermarkStore(dataDir),
    onProgress: (job) => {
      if (job.rowsWritten > 100_000) process.stdout.write('writing\n');
    },
  },
  new AbortController().signal,
);

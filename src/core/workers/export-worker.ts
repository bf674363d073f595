import { parentPort, workerData } from 'node:worker_threads';
import { serveExports } from '../exports/export-worker-loop.ts';
import type { ExportWorkerData } from '../exports/export-worker-messages.ts';
import { openExportStore } from '../queries/read-entries.ts';

/** The worker thread that writes exports, so that neither capture nor a list waits for one. */
const port = parentPort;
if (port === null) throw new Error('export-worker runs as a worker thread only');
const { dataDir } = workerData as ExportWorkerData;
serveExports(port, dataDir, () => openExportStore(dataDir));

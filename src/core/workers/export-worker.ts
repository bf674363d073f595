import { parentPort, workerData } from 'node:worker_threads';
import { serveExports } from '../exports/export-worker-loop.ts';
import type { ExportWorkerData } from '../exports/export-worker-messages.ts';
import { openExportStore } from '../queries/read-entries.ts';
import { lowerPriority } from './lower-priority.ts';

/** A worker thread that exports; exports/export-worker-messages.ts says what it is told and what it tells. */
const port = parentPort;
if (port === null) throw new Error('export-worker runs as a worker thread only');
const data = workerData as ExportWorkerData;

// Whoever gave a command waits for nothing else; beside a view and a capture an export has time.
if (data.origin === 'view') lowerPriority();

serveExports(port, data, () => openExportStore(data.dataDir));

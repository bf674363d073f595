import fs from 'node:fs';
import { exportRequestSchema } from '#contract/export-request.ts';
import { hasEnded, type ExportBatch } from '#contract/export-batch.ts';
import { BatchService } from '#core/exports/batches/batch-service.ts';
import type { FileCalls } from '#core/exports/files/output-file.ts';
import { createRedactor } from '#core/exports/redaction/create-redactor.ts';
import { openExportStore } from '#core/queries/read-entries.ts';

/**
 * A process that exports what is new, again and again, until it is killed; with `diesAtStep` it kills itself just before that call to the file
 * system. It says `begun` when it has taken up what an earlier one left. With `once` it ends when nothing is new.
 */
const [, , dataDir = '', folder = '', rowsPerFile = '', diesAtStep = '', mode = ''] = process.argv;

let stepsLeft = diesAtStep === '' ? Number.POSITIVE_INFINITY : Number(diesAtStep);

/** The file system, in steps that can be counted. */
const fileCalls = Object.fromEntries(
  (['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'linkSync', 'renameSync', 'statSync'] as const).map(
    (name) => [
      name,
      (...parameters: never[]) => {
        stepsLeft -= 1;
        if (stepsLeft < 0) process.kill(process.pid, 'SIGKILL');
        return (fs[name] as (...all: never[]) => unknown)(...parameters);
      },
    ],
  ),
) as unknown as FileCalls;

let wake: () => void = () => undefined;
const store = openExportStore(dataDir);
const service = new BatchService({
  dataDir,
  version: '0',
  isKeeper: true,
  openStore: () => store,
  createRedactor: createRedactor,
  emit: (name) => {
    if (name === 'exports.progressed') wake();
  },
  fileCalls,
});

async function ended(id: number): Promise<ExportBatch> {
  for (;;) {
    const batch = service.get(id);
    if (hasEnded(batch.state) || batch.problem !== null) return batch;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

const request = exportRequestSchema.parse({
  query: {},
  format: 'csv',
  target: { kind: 'folder', directory: folder, namePattern: '{name}-{time}' },
  columns: ['id', 'message'],
  replacesExisting: false,
  rowsPerFile: Number(rowsPerFile),
  watermark: 'all',
});

service.recover();
process.stdout.write('begun\n');
for (;;) {
  const unfinished = service.bookkeeping.unfinishedOf('all');
  const batch = await ended(unfinished ?? service.start({ request, origin: 'schedule' }).id);
  if (batch.problem !== null) throw new Error(batch.problem.message);
  if (mode === 'once' && batch.lastId === store.lastId()) break;
}
await service.close();
store[Symbol.dispose]();

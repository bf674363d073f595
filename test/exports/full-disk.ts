import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasEnded, type ExportBatch } from '#contract/export-batch.ts';
import { exportRequestSchema } from '#contract/export-request.ts';
import { BatchService } from '#core/exports/batches/batch-service.ts';
import { createRedactor } from '#core/exports/redaction/create-redactor.ts';
import { openExportStore } from '#core/queries/read-entries.ts';
import { idsIn } from './ids-in.ts';

/**
 * Exports to a disk that is filled up but for a little, then makes room and goes on. Prints what was seen at both times. Runs where the
 * folder is a small file system of its own.
 */
const [, , dataDir = '', folder = '', leftBytes = ''] = process.argv;
const filler = join(folder, 'filler');

let wake: () => void = () => undefined;
const store = openExportStore(dataDir);
const service = new BatchService({
  dataDir,
  version: '0',
  isKeeper: true,
  openStore: () => store,
  createRedactor: createRedactor,
  emit: () => wake(),
});

async function standing(id: number): Promise<ExportBatch> {
  for (;;) {
    const batch = service.get(id);
    if (hasEnded(batch.state) || batch.problem !== null) return batch;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

writeFileSync(filler, Buffer.alloc(1024 * 1024 - Number(leftBytes)));
const request = exportRequestSchema.parse({
  query: {},
  format: 'csv',
  target: { kind: 'folder', directory: folder, namePattern: 'log' },
  columns: ['id', 'message'],
  replacesExisting: false,
  rowsPerFile: 1500,
});
const { id } = service.start({ request, origin: 'view' });
const held = await standing(id);
const namesThen = readdirSync(folder).toSorted();
rmSync(filler);
service.resume(id, false);
const ended = await standing(id);
const { isIntact } = await service.verify(id);
await service.close();
store[Symbol.dispose]();
// Read here: nobody outside sees this file system.
process.stdout.write(JSON.stringify({ held, namesThen, ended, isIntact, ids: idsIn(ended.files) }));

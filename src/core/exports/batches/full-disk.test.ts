import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { exportBatchSchema } from '#contract/export-batch.ts';
import { streamOf } from '../../../../test/core/journal-text.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { idsUpTo } from '../../../../test/exports/batch-lab.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';

const ENTRIES = 5000;
const SCRIPT = join(import.meta.dirname, '../../../../test/exports/full-disk.ts');
/** A file system of one megabyte that only this test sees; an ordinary user may have one in a user namespace. */
const NAMESPACES = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user'];

async function exportToSmallDisk(leftBytes: number) {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, ENTRIES));
  const command = 'mount -t tmpfs -o size=1m tmpfs "$1" && shift && exec "$@"';
  const { stdout } = await promisify(execFile)(
    requireTool('unshare'),
    [
      ...NAMESPACES,
      'sh',
      '-c',
      command,
      'sh',
      folder,
      process.execPath,
      SCRIPT,
      lab.dataDir,
      folder,
      String(leftBytes),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const seen = JSON.parse(stdout) as Record<'held' | 'ended' | 'namesThen' | 'isIntact' | 'ids', unknown>;
  return { ...seen, held: exportBatchSchema.parse(seen.held), ended: exportBatchSchema.parse(seen.ended) };
}

it('a disk that fills up in the middle holds the batch, and nothing half-written is left on it', async () => {
  const { held, namesThen, ended, isIntact, ids } = await exportToSmallDisk(64 * 1024);
  expect(held).toMatchObject({ state: 'paused', problem: { code: 'disk.full' } });
  expect(held.fileCount).toBe(1);
  expect(namesThen).toEqual(['filler', 'log_0001.csv']);
  expect(ended.state).toBe('completed');
  expect(isIntact).toBe(true);
  expect(ids).toEqual(idsUpTo(ENTRIES));
});

it('a disk that is full from the beginning, too', async () => {
  const { held, namesThen, ended, ids } = await exportToSmallDisk(0);
  expect(held).toMatchObject({ state: 'paused', problem: { code: 'disk.full' }, fileCount: 0 });
  expect(namesThen).toEqual(['filler']);
  expect(ended.state).toBe('completed');
  expect(ids).toEqual(idsUpTo(ENTRIES));
});

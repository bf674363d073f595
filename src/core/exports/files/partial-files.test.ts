import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { newPartialPath, removeAbandonedPartials } from './partial-files.ts';

it('what a process that is gone left half-written is removed by the next one', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'out.csv');
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = newPartialPath(path).replace(`-${String(process.pid)}-`, `-${String(pid)}-`);
  writeFileSync(left, 'half a l');
  removeAbandonedPartials(path);
  expect(readdirSync(folder)).toEqual([]);
});

it('files of running exports, of other names and of other machines stay', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'out.csv');
  const kept = [
    basename(newPartialPath(path)),
    basename(newPartialPath(join(folder, 'other.csv'))).replace(`-${String(process.pid)}-`, '-99999999-'),
    '.out.csv.partial-00000000-99999999-0123456789ab',
    '.out.csv.partial-notes',
    'out.csv',
  ];
  for (const name of kept) writeFileSync(join(folder, name), '');
  removeAbandonedPartials(path);
  expect(readdirSync(folder).toSorted()).toEqual(kept.toSorted());
  removeAbandonedPartials(join(folder, 'none', 'out.csv'));
});

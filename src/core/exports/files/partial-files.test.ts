import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { newPartialPath, removeAbandonedPartials } from './partial-files.ts';

it('a killed export leaves no file under a final name, and the next one removes its hidden files', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'out.csv');
  const script = join(import.meta.dirname, '../../../../test/exports/endless-export.ts');
  const child = spawn(process.execPath, [script, path, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(readdirSync(folder).length).toBeGreaterThan(2);
  expect(readdirSync(folder).filter((name) => !name.startsWith('.out.csv.partial-'))).toEqual([]);
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

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { checkMacos } from './check-macos.ts';

const DOUBLE = join(import.meta.dirname, '../../../test/doubles/macos-log-double.ts');

it('tells whether the log can be read, and what mends it where not', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'log.ndjson'), '');
  const command = [process.execPath, DOUBLE, folder];
  expect(await checkMacos('darwin', command)).toMatchObject([{ state: 'good', remedy: null }]);
  writeFileSync(join(folder, 'denied'), '');
  expect(await checkMacos('darwin', command)).toMatchObject([
    { state: 'bad', remedy: expect.stringContaining('administrator') as string },
  ]);
});

it('says nothing elsewhere', async () => {
  expect(await checkMacos('linux')).toEqual([]);
});

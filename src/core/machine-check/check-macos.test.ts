import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { checkMacos } from './check-macos.ts';

const DOUBLE = join(import.meta.dirname, '../../../test/doubles/macos-log-double.ts');
const NOBODY = new AbortController().signal;

it('tells whether the log can be read, and what mends it where not', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'log.ndjson'), '');
  const command = [process.execPath, DOUBLE, folder];
  expect(await checkMacos(NOBODY, 'darwin', command)).toMatchObject({
    source: 'macos',
    access: 'all',
    remedy: null,
  });
  writeFileSync(join(folder, 'denied'), '');
  expect(await checkMacos(NOBODY, 'darwin', command)).toMatchObject({
    access: 'none',
    finding: 'Your account may not read the log of macOS.',
    remedy: expect.stringMatching(/dseditgroup .* System Settings > Users & Groups/) as string,
  });
});

it('is not there elsewhere', async () => {
  expect(await checkMacos(NOBODY, 'linux')).toMatchObject({ access: 'absent', remedy: null });
});

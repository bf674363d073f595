import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { ServedCommand, openPage } from '../../../test/headless/served-command.ts';
import { databasePath } from '#core/store/open-database.ts';
import { open } from './open.ts';

let served: ServedCommand;
let dataDir: string;
let path: string;

beforeEach(() => {
  served = new ServedCommand();
  const folder = temporaryFolder();
  dataDir = join(folder, 'data');
  path = join(folder, 'errors.csv');
  writeFileSync(
    path,
    'time,severity,message\n2026-11-20T10:00:00Z,error,first\n2026-11-20T10:00:01Z,info,second\n',
  );
});

function openedStores(): string[] {
  const folder = join(dataDir, 'opened');
  return existsSync(folder) ? readdirSync(folder) : [];
}

it('serves the file, and neither reads nor writes the store', async () => {
  const values = { FILE: path, 'data-dir': dataDir };
  const exitCode = await served.serveWhile(open, values, async (url) => {
    const page = await openPage(url);
    const read = Promise.withResolvers<void>();
    page.subscribe('status.changed', ({ sources }) => {
      if (sources.every(({ state, counters }) => state === 'finished' && counters.stored === 2))
        read.resolve();
    });
    expect(await page.call('shell.describe', {})).toMatchObject({
      openedFile: { path, name: 'errors.csv' },
    });
    await read.promise;
    const { rows } = await page.call('entries.list', {
      query: { where: 'severity:error' },
      anchor: { kind: 'newest' },
      limit: 10,
    });
    expect(rows.map(({ message }) => message)).toEqual(['first']);
    expect(openedStores()).toHaveLength(1);
  });
  expect(exitCode).toBe(130);
  expect(openedStores()).toEqual([]);
  expect(existsSync(databasePath(dataDir))).toBe(false);
});

it('opens further files beside it, in stores that are gone as well', async () => {
  const values = { FILE: path, 'data-dir': dataDir };
  await served.serveWhile(open, values, async (url) => {
    const page = await openPage(url);
    expect((await page.call('shell.openFile', { path })).logId).toMatch(/^[\w-]{22}$/);
    expect(openedStores()).toHaveLength(2);
  });
  expect(openedStores()).toEqual([]);
});

it.each([
  ['missing.csv', 'file.not-found'],
  ['letter.csv', 'file.unknown-format'],
])('refuses %s with %s, and leaves nothing', async (name, code) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'letter.csv'), 'Dear all,\n');
  const values = { FILE: join(folder, name), 'data-dir': dataDir };
  await expect(served.serveWhile(open, values, () => Promise.resolve())).rejects.toMatchObject({ code });
  expect(served.output).toBe('');
  expect(openedStores()).toEqual([]);
});

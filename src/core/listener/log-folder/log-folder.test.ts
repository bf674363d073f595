import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { TextLogFileLab } from '../../../../test/core/text-log-file-lab.ts';
import { listLogs } from './list-logs.ts';

const line = (name: string, second: number) =>
  `2026-11-22T09:00:${String(second).padStart(2, '0')}.000000+00:00 web ${name}[7]: ${name} ${String(second)}\n`;
const lines = (name: string, ...seconds: readonly number[]) =>
  seconds.map((second) => line(name, second)).join('');

it('a folder’s logs are listed without those that were rotated away, and without folders', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'sub.log'));
  for (const name of [
    'b.log',
    'a.log',
    'a.log.1',
    'a.log.2.gz',
    'a.log-20261122',
    'gone.log.1',
    'x[1].txt',
  ]) {
    writeFileSync(join(folder, name), '');
  }
  const names = async (pattern: string) =>
    (await listLogs(pattern)).map((path) => path.slice(folder.length + 1));
  expect(await names(folder)).toEqual(['a.log', 'b.log', 'gone.log.1', 'x[1].txt']);
  expect(await names(join(folder, '*.log'))).toEqual(['a.log', 'b.log']);
  expect(await names(join(folder, 'nothing*'))).toEqual([]);
});

it('each log of a folder is a source of its own, those that come later too, all in one timeline', async () => {
  const folder = temporaryFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  writeFileSync(join(logs, 'one.log'), lines('one', 1, 3, 5, 7, 9));
  writeFileSync(join(logs, 'one.log.1.gz'), gzipSync(lines('one', 0)));
  await using lab = new TextLogFileLab(join(folder, 'data'), join(logs, '*.log'));
  await lab.untilStored(6);
  writeFileSync(join(logs, 'two.log'), lines('two', 2, 4, 6, 8));
  await lab.untilStored(10);
  appendFileSync(join(logs, 'one.log'), lines('one', 11));
  await lab.untilStored(11);
  const timeline = lab.database
    .prepare<[], string>('SELECT message FROM entries ORDER BY ifnull(late_place, id)')
    .pluck()
    .all();
  expect(timeline).toEqual([
    'one 0',
    'one 1',
    'two 2',
    'one 3',
    'two 4',
    'one 5',
    'two 6',
    'one 7',
    'two 8',
    'one 9',
    'one 11',
  ]);
  const [all, ...sources] = lab.capture.status();
  expect(sources.map(({ spec, counters }) => [spec.slice(`file:${logs}/`.length), counters.stored])).toEqual([
    ['one.log', 7],
    ['two.log', 4],
  ]);
  expect(all?.stateText).toContain(
    `2 of ${join(logs, '*.log')}, the last one found: ${join(logs, 'two.log')}`,
  );
});

it('once reads all that is there and ends, also where there is nothing', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'logs'));
  {
    await using lab = new TextLogFileLab(join(folder, 'none'), join(folder, 'logs'), 'once');
    await lab.untilFinished();
    expect(lab.count('entries')).toBe(0);
  }
  writeFileSync(join(folder, 'logs', 'one.log'), lines('one', 1, 3, 5, 7, 9));
  writeFileSync(join(folder, 'logs', 'two.log'), lines('two', 2, 4, 6, 8));
  await using lab = new TextLogFileLab(join(folder, 'data'), join(folder, 'logs'), 'once');
  await lab.untilFinished();
  expect(lab.count('entries')).toBe(9);
});

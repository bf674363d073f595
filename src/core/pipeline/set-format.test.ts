import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { TextLogFileLab } from '../../../test/core/text-log-file-lab.ts';
import { readLogFormat } from '../store/source-settings.ts';

const PATTERN = '{time} {thread} <{severity}> {message}';
const line = (number: number) =>
  `${new Date(Date.parse('2026-11-22T10:00:00Z') + number * 1000).toISOString()} pool-1 <warn> m ${String(number)}\n`;
const linesOf = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => line(from + index)).join('');

function makeLab(content: string): { path: string; lab: TextLogFileLab } {
  const folder = temporaryFolder();
  const path = join(folder, 'app.log');
  writeFileSync(path, content);
  return { path, lab: new TextLogFileLab(join(folder, 'data'), path) };
}

const setFormat = (lab: TextLogFileLab, format: string | null) =>
  lab.call('sources.setFormat', { sourceId: 1, format });

it('a log is read in another format from the next line on; what is stored stays', async () => {
  const { path, lab } = makeLab(linesOf(0, 20));
  await using capturing = lab;
  await capturing.untilStored(20);
  await capturing.until(() => capturing.state === 'following');
  const [before] = capturing.capture.status();
  expect(before?.format).toMatchObject({ format: '{time} {message}', certainty: 'certain' });
  await setFormat(capturing, PATTERN);
  await capturing.until(() => capturing.state === 'following');
  appendFileSync(path, linesOf(20, 22));
  await capturing.untilStored(22);
  expect(capturing.messages().slice(18)).toEqual([
    'pool-1 <warn> m 18',
    'pool-1 <warn> m 19',
    'm 20',
    'm 21',
  ]);
  const [after] = capturing.capture.status();
  expect(after).toMatchObject({ format: { format: PATTERN, certainty: null }, counters: { duplicates: 0 } });
  expect(readLogFormat(capturing.database, `file:${path}`)).toBe(PATTERN);

  await setFormat(capturing, null);
  expect(readLogFormat(capturing.database, `file:${path}`)).toBeNull();
  await capturing.until(() => capturing.capture.status()[0]?.format?.certainty === 'certain');
});

it('nothing is lost and nothing double when the format is changed in the middle of a flood', async () => {
  const { path, lab } = makeLab(linesOf(0, 10));
  await using capturing = lab;
  await capturing.untilStored(10);
  for (let round = 0; round < 6; round += 1) {
    const from = 10 + round * 3000;
    appendFileSync(path, linesOf(from, from + 1500));
    const changed = setFormat(capturing, round % 2 === 0 ? PATTERN : null);
    appendFileSync(path, linesOf(from + 1500, from + 3000));
    await changed;
  }
  await capturing.untilStored(18_010);
  const numbers = capturing.messages().map((message) => Number(message.split(' ').at(-1)));
  expect(numbers).toEqual(Array.from({ length: 18_010 }, (_, number) => number));
  expect(capturing.capture.status()[0]?.counters).toMatchObject({
    stored: 18_010,
    duplicates: 0,
    quarantined: 0,
  });
});

it('a log that no known format explains is read once somebody says how', async () => {
  const { lab } = makeLab('E|22.11.2026 10:00:00|a\nW|22.11.2026 10:00:01|b\n');
  await using capturing = lab;
  await capturing.until(() => capturing.capture.status()[0]?.problem?.code === 'file.unknown-format');
  await setFormat(capturing, '{severity}|{time:%d.%m.%Y %T}|{message}');
  await capturing.untilStored(2);
  expect(capturing.messages()).toEqual(['a', 'b']);
});

it('a format that means nothing, or for what is no text log, changes nothing', async () => {
  const { path, lab } = makeLab(linesOf(0, 5));
  await using capturing = lab;
  await capturing.untilStored(5);
  await expect(setFormat(capturing, '{time')).rejects.toMatchObject({
    code: 'source.invalid',
    detail: { position: 0 },
  });
  await expect(capturing.call('sources.setFormat', { sourceId: 99, format: PATTERN })).rejects.toMatchObject({
    code: 'source.not-found',
  });
  appendFileSync(path, line(5));
  await capturing.untilStored(6);
  expect(capturing.lastMessage()).toBe('pool-1 <warn> m 5');
});

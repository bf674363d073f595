import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { SourcesLab } from '../../../test/core/sources-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { emptyDraft } from './entry-draft.ts';

const lines = (name: string, ...seconds: readonly number[]) =>
  seconds
    .map(
      (second) =>
        `2026-11-22T09:00:${String(second).padStart(2, '0')}.000000+00:00 web ${name}[7]: ${name} ${String(second)}\n`,
    )
    .join('');

/** A folder with a log, and what is needed to capture it. */
function oneLog(): { folder: string; dataDir: string; path: string; spec: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'one.log');
  writeFileSync(path, lines('one', 1, 2));
  return { folder, dataDir: join(folder, 'data'), path, spec: `file:${path}` };
}

describe('a source that is added', () => {
  it('is captured at once, and again when Hydrant is started anew', async () => {
    const { dataDir, path, spec } = oneLog();
    {
      await using lab = new SourcesLab(dataDir);
      expect(lab.list).toBeNull();
      const { sources } = await lab.call('sources.add', { spec: `file:${path}/../one.log` });
      expect(sources).toEqual([{ id: lab.sourceIdOf(spec), spec }]);
      await lab.untilStored(2);
      expect(lab.statusOf(spec)).toMatchObject({ isCaptured: true, place: 0, foundBy: null });
    }
    appendFileSync(path, lines('one', 3));
    await using again = new SourcesLab(dataDir);
    await again.untilStored(3);
    expect(again.messages()).toEqual(['one 1', 'one 2', 'one 3']);
    expect(again.statusOf(spec).counters.duplicates).toBe(0);
  });

  it('is refused when it is captured already or means nothing, and then nothing is changed', async () => {
    const { dataDir, spec } = oneLog();
    await using lab = new SourcesLab(dataDir);
    await lab.call('sources.add', { spec });
    await expect(lab.call('sources.add', { spec })).rejects.toMatchObject({ code: 'source.exists' });
    await expect(lab.call('sources.add', { spec: 'nonsense' })).rejects.toMatchObject({
      code: 'source.invalid',
    });
    await expect(lab.call('sources.add', { spec: '-' })).rejects.toMatchObject({ code: 'source.invalid' });
    await expect(lab.call('sources.add', { spec: 'file:/x', logFormat: 'what' })).rejects.toMatchObject({
      code: 'source.invalid',
    });
    expect(lab.list).toEqual([{ spec, isPaused: false }]);
  });

  it('may stand for several, of which those that are captured already stay where they are', async () => {
    const { dataDir, spec } = oneLog();
    await using lab = new SourcesLab(dataDir, { sources: ['windows:System', spec] });
    const { sources } = await lab.call('sources.add', { spec: 'windows:System,Setup,Security' });
    expect(sources.map((source) => source.spec)).toEqual(['windows:Setup', 'windows:Security']);
    expect(lab.list?.map((source) => source.spec)).toEqual([
      'windows:System',
      spec,
      'windows:Setup',
      'windows:Security',
    ]);
  });

  it('is read as it is said, also when Hydrant is started anew', async () => {
    const { dataDir, path, spec } = oneLog();
    writeFileSync(path, '2026-11-22 09:00:00 | E | broken\n');
    const pattern = '{time:%F %T} | {identifier} | {message}';
    await using lab = new SourcesLab(dataDir);
    await lab.call('sources.add', { spec, logFormat: pattern });
    expect(lab.database.prepare('SELECT spec, log_format FROM sources').raw().all()).toEqual([
      [spec, pattern],
    ]);
  });
});

describe('a source that is paused', () => {
  it('takes nothing until it is resumed, and then what was missed, once', async () => {
    const { dataDir, path, spec } = oneLog();
    await using lab = new SourcesLab(dataDir, { sources: [spec] });
    await lab.untilStored(2);
    const sourceId = lab.sourceIdOf(spec);
    await lab.call('sources.pause', { sourceId });
    await lab.call('sources.pause', { sourceId });
    expect(lab.statusOf(spec)).toMatchObject({ state: 'paused', stateText: 'Paused', isCaptured: true });
    appendFileSync(path, lines('one', 3, 4));
    await lab.call('sources.resume', { sourceId });
    await lab.call('sources.resume', { sourceId });
    await lab.untilStored(4);
    expect(lab.messages()).toEqual(['one 1', 'one 2', 'one 3', 'one 4']);
    expect(lab.gaps()).toEqual([]);
  });

  it('stays so when Hydrant is started anew', async () => {
    const { dataDir, path, spec } = oneLog();
    {
      await using lab = new SourcesLab(dataDir, { sources: [spec] });
      await lab.untilStored(2);
      await lab.call('sources.pause', { sourceId: lab.sourceIdOf(spec) });
    }
    appendFileSync(path, lines('one', 3));
    await using again = new SourcesLab(dataDir);
    expect(again.statusOf(spec).state).toBe('paused');
    await again.call('sources.resume', { sourceId: again.sourceIdOf(spec) });
    await again.untilStored(3);
  });

  it('has a gap where nothing keeps what was sent meanwhile', async () => {
    const spec = 'syslog:udp://127.0.0.1:0';
    const dataDir = temporaryFolder();
    const reason = 'Paused by the user: what was sent meanwhile was not received.';
    {
      await using lab = new SourcesLab(dataDir, { sources: [spec] });
      await lab.until(() => lab.statusOf(spec).state === 'following');
      await lab.call('sources.pause', { sourceId: lab.sourceIdOf(spec) });
      await lab.call('sources.resume', { sourceId: lab.sourceIdOf(spec) });
      await lab.until(() => lab.gaps().length > 0);
      expect(lab.gaps()).toEqual([reason]);
      await lab.call('sources.pause', { sourceId: lab.sourceIdOf(spec) });
    }
    // Paused while Hydrant was closed, too.
    await using again = new SourcesLab(dataDir);
    await again.call('sources.resume', { sourceId: again.sourceIdOf(spec) });
    await again.until(() => again.gaps().length > 1);
    expect(again.gaps()).toEqual([reason, reason]);
  });
});

describe('a source that is removed', () => {
  it('keeps what is stored of it, and goes on there when it is added again', async () => {
    const { dataDir, path, spec } = oneLog();
    await using lab = new SourcesLab(dataDir, { sources: [spec] });
    await lab.untilStored(2);
    await lab.call('sources.remove', { sourceId: lab.sourceIdOf(spec) });
    expect(lab.capture.status()).toEqual([]);
    appendFileSync(path, lines('one', 3));
    await lab.call('sources.add', { spec });
    await lab.untilStored(3);
    expect(lab.messages()).toEqual(['one 1', 'one 2', 'one 3']);
    expect(lab.statusOf(spec).counters).toMatchObject({ received: 3, stored: 3, duplicates: 0 });
  });

  it('the last one leaves an empty list, which is not taken for none', async () => {
    const { dataDir, spec } = oneLog();
    {
      await using lab = new SourcesLab(dataDir, { sources: [spec] });
      await lab.call('sources.remove', { sourceId: lab.sourceIdOf(spec) });
    }
    await using again = new SourcesLab(dataDir, { mode: 'once' });
    expect(again.list).toEqual([]);
    await again.untilFinished();
  });

  it('is told from one that never was there', async () => {
    await using lab = new SourcesLab(temporaryFolder());
    await expect(lab.call('sources.remove', { sourceId: 7 })).rejects.toMatchObject({
      code: 'source.not-found',
    });
  });
});

it('sources stand where they were moved, also when Hydrant is started anew', async () => {
  const { folder, dataDir } = oneLog();
  const specs = ['a', 'b', 'c'].map((name) => `file:${join(folder, name)}`);
  const [a = '', b = '', c = ''] = specs;
  const orderOf = (lab: SourcesLab) => lab.capture.status().map(({ spec }) => spec);
  {
    await using lab = new SourcesLab(dataDir, { sources: specs });
    await lab.call('sources.move', { sourceId: lab.sourceIdOf(a), place: 1 });
    expect(orderOf(lab)).toEqual([b, a, c]);
    await lab.call('sources.move', { sourceId: lab.sourceIdOf(c), place: 0 });
    await lab.call('sources.move', { sourceId: lab.sourceIdOf(b), place: 99 });
    expect(orderOf(lab)).toEqual([c, a, b]);
  }
  await using again = new SourcesLab(dataDir);
  expect(orderOf(again)).toEqual([c, a, b]);
});

describe('a folder', () => {
  /** A folder of two logs. */
  function twoLogs(): { dataDir: string; logs: string; one: string; two: string } {
    const folder = temporaryFolder();
    const logs = join(folder, 'logs');
    mkdirSync(logs);
    writeFileSync(join(logs, 'one.log'), lines('one', 1));
    writeFileSync(join(logs, 'two.log'), lines('two', 2));
    const [one, two] = [`file:${join(logs, 'one.log')}`, `file:${join(logs, 'two.log')}`];
    return { dataDir: join(folder, 'data'), logs, one, two };
  }
  const statesOf = (lab: SourcesLab) => lab.capture.status().map(({ state }) => state);

  it('is paused and resumed with its logs, also when Hydrant is started anew in between', async () => {
    const { dataDir, logs, one } = twoLogs();
    const spec = `file:${logs}`;
    {
      await using lab = new SourcesLab(dataDir, { sources: [spec] });
      await lab.untilStored(2);
      await expect(lab.call('sources.pause', { sourceId: lab.sourceIdOf(one) })).rejects.toThrow(
        'one of the logs of',
      );
      await lab.call('sources.pause', { sourceId: lab.sourceIdOf(spec) });
      expect(statesOf(lab)).toEqual(['paused', 'paused', 'paused']);
    }
    appendFileSync(join(logs, 'one.log'), lines('one', 3));
    await using again = new SourcesLab(dataDir);
    expect(statesOf(again)).toEqual(['paused', 'paused', 'paused']);
    expect(again.statusOf(one).foundBy).toBe(again.sourceIdOf(spec));
    await again.call('sources.resume', { sourceId: again.sourceIdOf(spec) });
    await again.untilStored(3);
    expect(again.messagesOf(one)).toEqual(['one 1', 'one 3']);
  });

  it('is removed with its logs, but for those that are sources of their own or of another folder', async () => {
    const { dataDir, logs, one, two } = twoLogs();
    const [all, twos] = [`file:${logs}`, `file:${join(logs, 'two*')}`];
    await using lab = new SourcesLab(dataDir, { sources: [all, twos] });
    await lab.untilStored(2);
    await lab.until(() => lab.statusOf(twos).state === 'following');
    await lab.call('sources.add', { spec: one });
    expect(lab.statusOf(one)).toMatchObject({ foundBy: null, place: 2 });
    await lab.call('sources.remove', { sourceId: lab.sourceIdOf(all) });
    expect(lab.capture.status().map(({ spec }) => spec)).toEqual([twos, two, one]);
    appendFileSync(join(logs, 'two.log'), lines('two', 4));
    appendFileSync(join(logs, 'one.log'), lines('one', 5));
    await lab.untilStored(4);
  });

  it('whose pause failed half way is paused by the next one, and resumed with each log read once', async () => {
    const { dataDir, logs, one, two } = twoLogs();
    const spec = `file:${logs}`;
    await using lab = new SourcesLab(dataDir, { sources: [spec] });
    await lab.untilStored(2);
    const sourceId = lab.sourceIdOf(spec);
    const full = new AppError('disk.full', 'No room.');
    const fail = () => {
      throw full;
    };
    const settle = vi.spyOn(lab.capture, 'settle').mockImplementationOnce(() => undefined);
    settle.mockImplementationOnce(fail);
    await expect(lab.call('sources.pause', { sourceId })).rejects.toBe(full);
    expect(statesOf(lab)).toEqual(['paused', 'paused', 'following']);
    await lab.call('sources.resume', { sourceId });
    await lab.until(() => lab.capture.sources.withSpec(two) !== undefined);
    settle.mockImplementationOnce(fail);
    await expect(lab.call('sources.pause', { sourceId })).rejects.toBe(full);
    await lab.call('sources.pause', { sourceId });
    expect(new Set(statesOf(lab))).toEqual(new Set(['paused']));
    appendFileSync(join(logs, 'one.log'), lines('one', 3));
    await lab.call('sources.resume', { sourceId });
    await lab.untilStored(3);
    expect(lab.messagesOf(one)).toEqual(['one 1', 'one 3']);
    expect(lab.statusOf(one).counters).toMatchObject({ received: 2, duplicates: 0 });
  });

  it('whose log is added with a format reads it so from the next line on', async () => {
    const { dataDir, logs, one } = twoLogs();
    await using lab = new SourcesLab(dataDir, { sources: [`file:${logs}`] });
    await lab.untilStored(2);
    await lab.call('sources.add', { spec: one, logFormat: '{time} {host} {identifier}: odd {message}' });
    appendFileSync(join(logs, 'one.log'), lines('odd', 5));
    await lab.untilStored(3);
    expect(lab.messagesOf(one)).toEqual(['one 1', '5']);
  });

  it('goes on with a log that is removed as a source of its own', async () => {
    const { dataDir, logs, one, two } = twoLogs();
    await using lab = new SourcesLab(dataDir, { sources: [one, `file:${logs}`] });
    // The folder says how many it has found before they have come through its queue.
    await lab.until(() => lab.capture.sources.withSpec(two) !== undefined);
    const { foundBy } = await lab.call('sources.remove', { sourceId: lab.sourceIdOf(one) });
    expect(foundBy).toBe(lab.sourceIdOf(`file:${logs}`));
    appendFileSync(join(logs, 'one.log'), lines('one', 5));
    await lab.untilStored(3);
    expect(lab.list).toEqual([{ spec: `file:${logs}`, isPaused: false }]);
  });
});

describe('a change that the store cannot take', () => {
  it('because of a bug is refused, and capturing goes on', async () => {
    const { folder, dataDir, spec } = oneLog();
    const other = join(folder, 'other.log');
    writeFileSync(other, lines('other', 1));
    await using lab = new SourcesLab(dataDir, { sources: [spec, `file:${other}`] });
    await lab.untilStored(3);
    lab.database.exec(
      `CREATE TRIGGER harm BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'harm was done'); END`,
    );
    // Read and not committed yet.
    lab.capture.sources.withSpec(spec)?.accept({ ...emptyDraft(), message: 'read', sequence: 1 });
    const sourceId = lab.sourceIdOf(spec);
    await expect(lab.call('sources.pause', { sourceId })).rejects.toThrow('harm was done');
    lab.database.exec('DROP TRIGGER harm');
    appendFileSync(other, lines('other', 2));
    await lab.untilStored(5);
    expect(lab.messagesOf(`file:${other}`)).toEqual(['other 1', 'other 2']);
  });

  it('because its disk is full is refused before anything is stopped, and can be made when there is room', async () => {
    const { dataDir, path, spec } = oneLog();
    await using lab = new SourcesLab(dataDir, { sources: [spec] });
    await lab.untilStored(2);
    const sourceId = lab.sourceIdOf(spec);
    const pages = lab.database.pragma('page_count', { simple: true }) as number;
    lab.database.pragma(`max_page_count = ${String(pages)}`);
    const many = Array.from({ length: 3000 }, (_, index) => index + 3);
    appendFileSync(
      path,
      many.map((number) => lines('one', 59).replace('one 59', `more ${String(number)}`)).join(''),
    );
    await lab.until(() => lab.statusOf(spec).problem?.code === 'disk.full');
    const format = '{time} {host} {identifier}: {message}';
    const refused = { code: 'disk.full' };
    await expect(lab.call('sources.setFormat', { sourceId, format })).rejects.toMatchObject(refused);
    await expect(lab.call('sources.pause', { sourceId })).rejects.toMatchObject(refused);
    lab.database.pragma('max_page_count = 1000000');
    await lab.untilStored(2 + many.length);
    await lab.call('sources.setFormat', { sourceId, format });
    expect(lab.statusOf(spec).counters).toMatchObject({ stored: 2 + many.length, duplicates: 0 });
  });
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import { METHODS } from '#contract/methods.ts';
import { statusSchema } from '#contract/status.ts';
import { entryText, streamOf } from '../../../test/core/journal-text.ts';
import { spawnScript } from '../../../test/core/spawn-script.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { untilEvent } from '../../../test/core/until-event.ts';
import { JournalAppender } from '../../../test/journal/append-journal.ts';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { readCursors, readJournal } from '../../../test/journal/read-journal.ts';
import { databasePath } from '../store/open-database.ts';
import { createEngine } from './create-engine.ts';

interface Places {
  dataDir: string;
  journal: string;
  source: string;
}

function places(): Places {
  const folder = temporaryFolder();
  const journal = join(folder, 'journal');
  mkdirSync(journal);
  return { dataDir: join(folder, 'data'), journal, source: `journal:${journal}` };
}

function stored(dataDir: string): string[] {
  using lab = new StoreLab(dataDir);
  return lab.positions();
}

const newest = { query: {}, anchor: { kind: 'newest' }, limit: 100 } as const;

describe('an engine that captures once', () => {
  it('stores the whole journal, sums up what it did, and finds nothing new the next time', async () => {
    const { dataDir, journal, source } = places();
    await buildJournal(journal, { count: 4000 });
    const bySeverity = new Array<number>(8).fill(0);
    for (const entry of readJournal(journal)) {
      const level = Number(entry['PRIORITY']);
      bySeverity[level] = (bySeverity[level] ?? 0) + 1;
    }
    {
      await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
      const [summary] = await engine.captureFinished;
      expect(summary).toMatchObject({
        source,
        received: 4000,
        stored: 4000,
        quarantined: 0,
        dropped: 0,
        duplicates: 0,
        problem: null,
        gaps: 0,
        bySeverity: { error: bySeverity[3], warning: bySeverity[4], info: bySeverity[6] },
      });
      const status = statusSchema.parse(await engine.call('status.get', {}));
      expect(status).toMatchObject({ capture: 'here', entries: 4000, bySeverity });
      expect(await engine.call('entries.count', { query: { severities: [3] } })).toMatchObject({
        bySeverity,
      });
      const page = METHODS['entries.list'].result.parse(await engine.call('entries.list', newest));
      expect(page).toMatchObject({ hasOlder: true, hasNewer: false, lastId: status.lastId });
    }
    expect(stored(dataDir)).toEqual(readCursors(journal));
    await using again = await createEngine({ dataDir, sources: [source, source], capture: 'once' });
    expect(await again.captureFinished).toMatchObject([{ received: 0, stored: 0, duplicates: 0, gaps: 0 }]);
  });

  it('drops what a rule drops, and counts it', async () => {
    const { dataDir, journal, source } = places();
    await buildJournal(journal, { count: 2000 });
    const severe = readJournal(journal).filter((entry) => Number(entry['PRIORITY']) <= 4).length;
    await using engine = await createEngine({
      dataDir,
      sources: [source],
      capture: 'once',
      minimumSeverity: 4,
    });
    expect(await engine.captureFinished).toMatchObject([
      { received: 2000, stored: severe, dropped: 2000 - severe, bySeverity: { info: 0, debug: 0 } },
    ]);
  });

  it('tells of a journal that is not there', async () => {
    const { dataDir, journal } = places();
    await using engine = await createEngine({
      dataDir,
      sources: [`journal:${journal}/none`],
      capture: 'once',
    });
    const [summary] = await engine.captureFinished;
    expect(summary).toMatchObject({
      stored: 0,
      problem: { code: expect.stringMatching(/^source\./) as string },
    });
  });
});

describe('an engine that follows', () => {
  it('tells of every entry that comes, and goes on where it ended', async () => {
    const { dataDir, journal, source } = places();
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('one', ['PRIORITY', '3']);
    {
      await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
      let counted = 0;
      engine.subscribe('entries.stored', ({ bySeverity }) => {
        counted += bySeverity.reduce((sum, count) => sum + count, 0);
      });
      await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 1);
      for (let number = 2; number <= 50; number += 1) appender.append(`number ${number}`);
      const status = await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 50);
      expect(status.sources).toMatchObject([{ spec: source, state: 'following', problem: null, gaps: 0 }]);
      const {
        received,
        stored: kept,
        inFlight,
      } = status.sources[0]?.counters ?? { received: 0, stored: 0, inFlight: 0 };
      expect(received).toBe(kept + inFlight);
      const { rows } = await engine.call('entries.list', newest);
      expect(rows.at(-1)?.message).toBe('number 50');
      expect(counted).toBe(50);
    }
    appender.append('while nobody listened');
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 51);
    const { rows } = await engine.call('entries.list', newest);
    expect(rows.slice(-2).map(({ message }) => message)).toEqual(['number 50', 'while nobody listened']);
    const status = await engine.call('status.get', {});
    expect(status.sources).toMatchObject([
      { gaps: 0, counters: { received: 51, stored: 51, duplicates: 0 } },
    ]);
  });

  it('survives the death of its capturing thread without losing an entry or storing one twice', async () => {
    const { dataDir, journal, source } = places();
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('before');
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 1);
    // A failure that no operation knows is a bug, and the thread dies of it with its next commit.
    const saboteur = new Database(databasePath(dataDir));
    saboteur.exec("CREATE TRIGGER harm BEFORE INSERT ON batches BEGIN SELECT RAISE(ABORT, 'harm'); END");
    const died = untilEvent(engine, 'status.changed', ({ sources }) => sources[0]?.state === 'restarting');
    for (let number = 1; number <= 20; number += 1) appender.append(`meanwhile ${number}`);
    const { sources, entries: kept } = await died;
    expect(sources[0]?.problem).toMatchObject({
      code: 'internal',
      message: expect.stringContaining('harm') as string,
    });
    expect(kept).toBe(1);
    saboteur.exec('DROP TRIGGER harm');
    appender.append('after');
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 22);
    saboteur.close();
    await engine.close();
    await appender.close();
    expect(stored(dataDir)).toEqual(readCursors(journal));
  });
});

describe('an engine that only reads', () => {
  it('needs a store', async () => {
    const { dataDir } = places();
    await expect(createEngine({ dataDir, sources: [], capture: 'none' })).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });

  it('tells what another one stores, and that it captures', async () => {
    const { dataDir, journal, source } = places();
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('one');
    await using capturing = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await untilEvent(capturing, 'status.changed', ({ entries }) => entries >= 1);
    await using reading = await createEngine({ dataDir, sources: [], capture: 'none' });
    expect(await reading.call('status.get', {})).toMatchObject({ capture: 'elsewhere', entries: 1 });
    const heard = untilEvent(reading, 'entries.stored');
    appender.append('two', ['PRIORITY', '4']);
    expect(await heard).toMatchObject({ lastId: 2, bySeverity: [0, 0, 0, 0, 1, 0, 0, 0] });
    await capturing.close();
    const after = await reading.call('status.get', {});
    expect(after).toMatchObject({ capture: 'none', sources: [{ state: 'stopped' }] });
  });
});

describe('an engine', () => {
  it('does not capture where another one does', async () => {
    const { dataDir, journal, source } = places();
    await buildJournal(journal, { count: 10 });
    await using first = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    expect(await first.call('app.describe', {})).toMatchObject({ dataDir });
    await expect(createEngine({ dataDir, sources: [source], capture: 'once' })).rejects.toMatchObject({
      code: 'capture.already-running',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
  });

  it('says at once when a source makes no sense or the store is not to be used, and can then be started', async () => {
    const { dataDir, journal, source } = places();
    await buildJournal(journal, { count: 10 });
    await expect(createEngine({ dataDir, sources: ['nonsense'], capture: 'once' })).rejects.toMatchObject({
      code: 'source.invalid',
    });
    mkdirSync(dataDir);
    const file = new Database(databasePath(dataDir));
    file.exec('CREATE TABLE theirs (a)');
    await expect(createEngine({ dataDir, sources: [source], capture: 'once' })).rejects.toMatchObject({
      code: 'database.corrupt',
    });
    file.exec('DROP TABLE theirs');
    file.close();
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
    expect(await engine.captureFinished).toMatchObject([{ stored: 10 }]);
  });

  it('refuses calls that fit no method', async () => {
    const { dataDir } = places();
    {
      using lab = new StoreLab(dataDir);
      lab.store(streamOf(1, 3));
    }
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    const wrong = { query: {}, anchor: { kind: 'newest' as const }, limit: 0 };
    await expect(engine.call('entries.list', wrong)).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(
      engine.call('entries.list', { ...wrong, limit: 5, query: { where: '(' } }),
    ).rejects.toMatchObject({
      code: 'query.invalid',
    });
    await expect(engine.call('entries.get', { id: 99 })).rejects.toMatchObject({ code: 'entry.not-found' });
    await expect(engine.call('shell.describe', {})).rejects.toMatchObject({ code: 'shell.unsupported' });
  });

  it('ends a query that hangs when it is cancelled, and answers the next one', async () => {
    const { dataDir } = places();
    {
      using lab = new StoreLab(dataDir);
      lab.store(entryText(1, ['MESSAGE', `${'a'.repeat(60)}!`]));
    }
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    const controller = new AbortController();
    await engine.call('entries.list', newest);
    const hanging = engine.call(
      'entries.list',
      { ...newest, query: { where: '/^(a+)+$/' } },
      controller.signal,
    );
    hanging.catch(() => undefined);
    // Another thread answers meanwhile, and takes long enough to start.
    await engine.call('entries.count', { query: {} });
    const waiting = engine.call('entries.list', newest);
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    expect((await waiting).rows.length).toBe(1);
    await expect(engine.call('entries.list', newest, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    } satisfies Partial<AppError>);
  });

  it('answers nothing after it was closed, and may be closed twice', async () => {
    const { dataDir, journal, source } = places();
    await buildJournal(journal, { count: 10 });
    const engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    const late = engine.call('entries.count', { query: {} }).catch((error: unknown) => error);
    await Promise.all([engine.close(), engine.close()]);
    await late;
    await expect(engine.call('entries.list', newest)).rejects.toMatchObject({ code: 'connection.lost' });
  });

  it.each(['follow', 'once', 'none'])(
    'leaves nothing behind that keeps its process (%s)',
    async (capture) => {
      const { dataDir, journal, source } = places();
      await buildJournal(journal, { count: 20 });
      {
        await using engine = await createEngine({ dataDir, sources: [source], capture: 'once' });
        await engine.captureFinished;
      }
      const script = spawnScript('open-and-close-engine.ts', dataDir, source, capture);
      expect(await script.ended).toEqual({ exitCode: 0, output: 'exported closed 10\n' });
    },
  );
});

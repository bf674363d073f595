import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import { entryText, streamOf } from '../../../test/core/journal-text.ts';
import { spawnScript } from '../../../test/core/spawn-script.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { untilEvent } from '../../../test/core/until-event.ts';
import { JournalAppender } from '../../../test/journal/append-journal.ts';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { readCursors } from '../../../test/journal/read-journal.ts';
import { databasePath } from '../store/open-database.ts';
import { createEngine } from './create-engine.ts';
import { NEWEST, enginePlaces, storedPositions } from '../../../test/core/engine-places.ts';

describe('an engine that follows', () => {
  it('tells of every entry that comes, and goes on where it ended', async () => {
    const { dataDir, journal, source } = enginePlaces();
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
      const { rows } = await engine.call('entries.list', NEWEST);
      expect(rows.at(-1)?.message).toBe('number 50');
      expect(counted).toBe(50);
    }
    appender.append('while nobody listened');
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 51);
    const { rows } = await engine.call('entries.list', NEWEST);
    expect(rows.slice(-2).map(({ message }) => message)).toEqual(['number 50', 'while nobody listened']);
    const status = await engine.call('status.get', {});
    expect(status.sources).toMatchObject([
      { gaps: 0, counters: { received: 51, stored: 51, duplicates: 0 } },
    ]);
  });

  it('survives the death of its capturing thread without losing an entry or storing one twice', async () => {
    const { dataDir, journal, source } = enginePlaces();
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
    expect(storedPositions(dataDir)).toEqual(readCursors(journal));
  });
});

describe('an engine whose sources were named', () => {
  it('captures after the death of its capturing thread what was added and not what was removed', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('before');
    const added = `file:${join(dataDir, 'added.log')}`;
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'added.log'), '2026-11-22T09:00:00Z web app[7]: one\n');
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    const { sources: known } = await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 1);
    await engine.call('sources.add', { spec: added });
    await engine.call('sources.remove', { sourceId: known[0]?.id ?? 0 });
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 2);
    const saboteur = new Database(databasePath(dataDir));
    saboteur.exec("CREATE TRIGGER harm BEFORE INSERT ON batches BEGIN SELECT RAISE(ABORT, 'harm'); END");
    const died = untilEvent(engine, 'status.changed', ({ sources }) => sources[0]?.state === 'restarting');
    appendFileSync(join(dataDir, 'added.log'), '2026-11-22T09:00:01Z web app[7]: two\n');
    await died;
    saboteur.exec('DROP TRIGGER harm');
    saboteur.close();
    const status = await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 3);
    expect(status.sources.filter(({ isCaptured }) => isCaptured).map(({ spec }) => spec)).toEqual([added]);
    expect(status.keepsList).toBe(false);
  });
});

describe('an engine that only reads', () => {
  it('needs a store', async () => {
    const { dataDir } = enginePlaces();
    await expect(createEngine({ dataDir, sources: [], capture: 'none' })).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });

  it('tells what another one stores, and that it captures', async () => {
    const { dataDir, journal, source } = enginePlaces();
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
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 10 });
    await using first = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    expect(await first.call('app.describe', {})).toMatchObject({ dataDir });
    await expect(createEngine({ dataDir, sources: [source], capture: 'once' })).rejects.toMatchObject({
      code: 'capture.already-running',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
  });

  it('says at once when a source makes no sense or the store is not to be used, and can then be started', async () => {
    const { dataDir, journal, source } = enginePlaces();
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

  it('says at once when the store lacks a part that it needs', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 10 });
    {
      using lab = new StoreLab(dataDir);
      lab.database.exec('DROP TABLE batches');
    }
    await expect(createEngine({ dataDir, sources: [source], capture: 'follow' })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('batches') as string,
    });
  });

  it('refuses calls that fit no method', async () => {
    const { dataDir } = enginePlaces();
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
    const { dataDir } = enginePlaces();
    {
      using lab = new StoreLab(dataDir);
      lab.store(entryText(1, ['MESSAGE', `${'a'.repeat(60)}!`]));
    }
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    const controller = new AbortController();
    await engine.call('entries.list', NEWEST);
    const hanging = engine.call(
      'entries.list',
      { ...NEWEST, query: { where: '/^(a+)+$/' } },
      controller.signal,
    );
    hanging.catch(() => undefined);
    // Another thread answers meanwhile, and takes long enough to start.
    await engine.call('entries.count', { query: {} });
    const waiting = engine.call('entries.list', NEWEST);
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    expect((await waiting).rows.length).toBe(1);
    await expect(engine.call('entries.list', NEWEST, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    } satisfies Partial<AppError>);
  });

  it('answers nothing after it was closed, and may be closed twice', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: 10 });
    const engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    const late = engine.call('entries.count', { query: {} }).catch((error: unknown) => error);
    await Promise.all([engine.close(), engine.close()]);
    await late;
    await expect(engine.call('entries.list', NEWEST)).rejects.toMatchObject({ code: 'connection.lost' });
  });

  it.each(['follow', 'once', 'none'])(
    'leaves nothing behind that keeps its process (%s)',
    async (capture) => {
      const { dataDir, journal, source } = enginePlaces();
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

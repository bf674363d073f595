import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { EngineApi } from '#contract/engine-api.ts';
import type { EventPayload } from '#contract/events.ts';
import { enginePlaces, storedPositions } from '../../../test/core/engine-places.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { untilEvent } from '../../../test/core/until-event.ts';
import { JournalAppender } from '../../../test/journal/append-journal.ts';
import { buildJournal } from '../../../test/journal/build-journal.ts';
import { readCursors } from '../../../test/journal/read-journal.ts';
import { databasePath } from '../store/open-database.ts';
import { createEngine } from './create-engine.ts';

/** A folder whose store holds so many entries. */
function storeWith(entries: number): string {
  const dataDir = temporaryFolder();
  using lab = new StoreLab(dataDir);
  lab.store(streamOf(1, entries));
  return dataDir;
}

describe('what the user notes', () => {
  it('is answered by the engine, told to its views, and there after a restart', async () => {
    const dataDir = storeWith(5);
    const query = { where: 'unit:ssh', severities: [3] };
    {
      await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
      const told: EventPayload<'bookmarks.changed'>[] = [];
      let queriesTold = 0;
      engine.subscribe('bookmarks.changed', (event) => told.push(event));
      engine.subscribe('savedQueries.changed', () => (queriesTold += 1));
      const { bookmark } = await engine.call('bookmarks.set', { entryId: 3, note: 'here' });
      expect(await engine.call('bookmarks.get', { entryId: 3 })).toEqual({ bookmark });
      await engine.call('bookmarks.set', { entryId: 4, note: '' });
      await engine.call('bookmarks.remove', { entryId: 4 });
      await engine.call('bookmarks.remove', { entryId: 4 });
      expect(told.map(({ entryId, bookmark: now }) => [entryId, now?.note ?? null])).toEqual([
        [3, 'here'],
        [4, ''],
        [4, null],
      ]);
      await engine.call('savedQueries.save', { name: ' mine ', query, replacesExisting: false });
      await engine.call('savedQueries.save', { name: 'other', query: {}, replacesExisting: false });
      await engine.call('savedQueries.remove', { name: 'OTHER' });
      expect(queriesTold).toBe(3);
      expect(await engine.call('lastLook.get', {})).toEqual({ lastLook: null });
      await engine.call('lastLook.set', { entryId: 4 });
    }
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    expect(await engine.call('bookmarks.list', { limit: 10 })).toMatchObject({
      bookmarks: [{ bookmark: { entryId: 3, note: 'here' }, row: { id: 3, isBookmarked: true } }],
      total: 1,
    });
    expect(await engine.call('savedQueries.list', {})).toMatchObject({ queries: [{ name: 'mine', query }] });
    expect(await engine.call('lastLook.get', {})).toMatchObject({ lastLook: { entryId: 4 } });
    const newest = { query: {}, anchor: { kind: 'newest' }, limit: 10 } as const;
    const { rows } = await engine.call('entries.list', newest);
    expect(rows.map((row) => row.isBookmarked ?? false)).toEqual([false, false, true, false, false]);
    expect((await engine.call('entries.get', { id: 3 })).row.isBookmarked).toBe(true);
  });

  it('that cannot be noted is refused with the reason, and the next is noted all the same', async () => {
    const dataDir = storeWith(2);
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    await expect(engine.call('bookmarks.set', { entryId: 3, note: '' })).rejects.toMatchObject({
      code: 'entry.not-found',
    });
    const invalid = { name: 'a', query: { where: 'x (y' }, replacesExisting: false };
    await expect(engine.call('savedQueries.save', invalid)).rejects.toMatchObject({
      code: 'query.invalid',
      detail: { position: 2 },
    });
    await expect(engine.call('savedQueries.remove', { name: 'a' })).rejects.toMatchObject({
      code: 'savedQuery.not-found',
    });
    await engine.call('bookmarks.set', { entryId: 2, note: '' });
    const copied = await engine.call('entries.format', {
      query: { where: 'is:bookmarked' },
      ranges: [{ firstId: 1, lastId: 2 }],
      format: 'text',
      timeZone: 'UTC',
    });
    expect(copied).toMatchObject({ entries: 1, isComplete: true });
    const part = { id: 2, field: 'message', index: 0, offsetBytes: 0 };
    expect(await engine.call('entries.readValue', part)).toMatchObject({
      encoding: 'utf8',
      nextOffsetBytes: null,
    });
  });

  it('waits for another program that writes, and for no longer than it does', async () => {
    const dataDir = storeWith(2);
    await using engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    const other = new Database(databasePath(dataDir));
    other.exec('BEGIN IMMEDIATE');
    const setting = engine.call('bookmarks.set', { entryId: 1, note: 'waited' });
    // The other thread waits; this one, which stands for a window's, answers meanwhile.
    expect(await engine.call('bookmarks.get', { entryId: 1 })).toEqual({ bookmark: null });
    other.exec('COMMIT');
    other.close();
    expect(await setting).toMatchObject({ bookmark: { note: 'waited' } });
  });

  it('is written before the engine is closed', async () => {
    const dataDir = storeWith(2);
    const engine = await createEngine({ dataDir, sources: [], capture: 'none' });
    const asked = Promise.all([
      engine.call('bookmarks.set', { entryId: 1, note: '' }),
      engine.call('bookmarks.set', { entryId: 2, note: '' }),
    ]);
    await engine.close();
    await asked;
    using lab = new StoreLab(dataDir);
    expect(lab.count('bookmarks')).toBe(2);
    await expect(engine.call('bookmarks.remove', { entryId: 1 })).rejects.toMatchObject({
      code: 'connection.lost',
    });
  });
});

describe('while a capture runs', () => {
  const ENTRIES = 15_000;

  /** Sets and removes bookmarks one after the other until told to stop; returns how many were set. */
  function scribble(engine: Pick<EngineApi, 'call'>): { stop: () => Promise<number> } {
    const stopping = new AbortController();
    const run = async (): Promise<number> => {
      let count = 0;
      for (; !stopping.signal.aborted; count += 1) {
        await engine.call('bookmarks.set', { entryId: 1 + (count % 50), note: String(count) });
        if (count % 3 === 0) await engine.call('bookmarks.remove', { entryId: 1 + (count % 50) });
        await engine.call('lastLook.set', { entryId: count });
      }
      return count;
    };
    const running = run();
    return {
      stop: () => {
        stopping.abort();
        return running;
      },
    };
  }

  it('notes are taken here and by an engine that only reads, without the capture losing or repeating an entry', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await buildJournal(journal, { count: ENTRIES });
    {
      await using capturing = await createEngine({ dataDir, sources: [source], capture: 'follow' });
      const captured = untilEvent(capturing, 'status.changed', ({ entries }) => entries >= ENTRIES);
      await untilEvent(capturing, 'entries.stored', ({ lastId }) => lastId >= 50);
      await using reading = await createEngine({ dataDir, sources: [], capture: 'none' });
      expect(await reading.call('status.get', {})).toMatchObject({ capture: 'elsewhere' });
      const here = scribble(capturing);
      const elsewhere = scribble(reading);
      const { sources } = await captured;
      expect(await here.stop()).toBeGreaterThan(0);
      expect(await elsewhere.stop()).toBeGreaterThan(0);
      expect(sources).toMatchObject([{ problem: null, restarts: 0, gaps: 0 }]);
      await capturing.call('bookmarks.set', { entryId: ENTRIES, note: 'the end' });
      expect(await reading.call('bookmarks.get', { entryId: ENTRIES })).toMatchObject({
        bookmark: { note: 'the end' },
      });
    }
    expect(storedPositions(dataDir)).toEqual(readCursors(journal));
  });

  it('the capture waits for a note as a note waits for the capture', async () => {
    const { dataDir, journal, source } = enginePlaces();
    await using appender = new JournalAppender(join(journal, 'a.journal'));
    appender.append('first');
    await using engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
    await untilEvent(engine, 'status.changed', ({ entries }) => entries >= 1);
    const captured = untilEvent(engine, 'status.changed', ({ entries }) => entries >= 200);
    const writing = scribble(engine);
    for (let number = 2; number <= 200; number += 1) appender.append(`number ${String(number)}`);
    const { sources } = await captured;
    expect(await writing.stop()).toBeGreaterThan(0);
    expect(sources).toMatchObject([{ problem: null, restarts: 0, gaps: 0 }]);
    await engine.close();
    await appender.close();
    expect(storedPositions(dataDir)).toEqual(readCursors(journal));
  });
});

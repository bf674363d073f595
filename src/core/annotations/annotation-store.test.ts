import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bookmarkedEntrySchema, savedQuerySchema } from '#contract/annotations.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { readLastLook } from '../queries/last-look.ts';
import { listBookmarks } from '../queries/list-bookmarks.ts';
import { listSavedQueries } from '../queries/saved-queries.ts';
import { MIGRATIONS, migrate } from '../store/migrate.ts';
import { databasePath, openReadableDatabase, type WritableDatabase } from '../store/open-database.ts';
import { AnnotationStore } from './annotation-store.ts';
import { bookmarkedIds } from './bookmarked-ids.ts';
import { findBookmark } from './find-bookmark.ts';
import { markBookmarked } from './mark-bookmarked.ts';
import { openAnnotations } from './open-annotations.ts';

/** 2026-11-22 in microseconds, and a second later. */
const FIRST = 1_795_339_501_000_000;
const LATER = FIRST + 1_000_000;

/** A store with so many entries, the connection that writes annotations, and a clock that a test sets. */
function annotatedStore(entries: number) {
  const lab = new StoreLab(temporaryFolder());
  if (entries > 0) lab.store(streamOf(1, entries));
  const clock = { unixUs: FIRST };
  const store = new AnnotationStore(openAnnotations(lab.dataDir), () => clock.unixUs);
  onTestFinished(() => {
    store[Symbol.dispose]();
    lab[Symbol.dispose]();
  });
  return { lab, clock, store, database: lab.context().database };
}

const failure = (code: string) => expect.objectContaining({ code }) as Error;

describe('a bookmark', () => {
  it('is set, gets another note, and is taken away', () => {
    const { clock, store, database } = annotatedStore(3);
    const first = { entryId: 2, note: '', createdAtUnixUs: FIRST, updatedAtUnixUs: FIRST };
    expect(store.setBookmark(2, '')).toEqual(first);
    expect(findBookmark(database, 2)).toEqual(first);
    clock.unixUs = LATER;
    const second = { ...first, note: 'the first failure', updatedAtUnixUs: LATER };
    expect(store.setBookmark(2, 'the first failure')).toEqual(second);
    expect(findBookmark(database, 2)).toEqual(second);
    expect(findBookmark(database, 1)).toBeNull();
    expect(store.removeBookmark(2)).toBe(true);
    expect(store.removeBookmark(2)).toBe(false);
    expect(findBookmark(database, 2)).toBeNull();
  });

  it('needs an entry', () => {
    const { store } = annotatedStore(3);
    expect(() => store.setBookmark(4, '')).toThrow(failure('entry.not-found'));
  });

  it('is known by its note, in the order of the entries', () => {
    const { store, database } = annotatedStore(5);
    for (const [id, note] of [
      [4, 'disk'],
      [1, ''],
      [3, 'network'],
    ] as const)
      store.setBookmark(id, note);
    expect(bookmarkedIds(database)).toEqual([1, 3, 4]);
    expect(bookmarkedIds(database, (note) => note.includes('k'))).toEqual([3, 4]);
  });

  it('marks the row of its entry and no other', () => {
    const { lab, store, database } = annotatedStore(3);
    const rows = () => [1, 2, 3].map((id) => ({ id }) as Parameters<typeof markBookmarked>[1][number]);
    const none = rows();
    markBookmarked(database, none);
    expect(none).toEqual(rows());
    store.setBookmark(2, '');
    const marked = rows();
    markBookmarked(database, marked);
    expect(marked).toEqual([{ id: 1 }, { id: 2, isBookmarked: true }, { id: 3 }]);
    expect(lab.count('bookmarks')).toBe(1);
  });
});

describe('the list of bookmarks', () => {
  it.each([0, 1, 4, 5, 6])('of %i has each once, newest entry first, page by page', (count) => {
    const { lab, store } = annotatedStore(20);
    const ids = Array.from({ length: count }, (_, index) => 2 + index * 3);
    for (const id of ids) store.setBookmark(id, `note ${String(id)}`);
    const seen: number[] = [];
    for (let before: number | undefined; ;) {
      const { bookmarks, total } = listBookmarks(lab.context(), 5, before);
      expect(total).toBe(count);
      for (const { bookmark, row } of bookmarks.map((item) => bookmarkedEntrySchema.parse(item))) {
        expect(row).toMatchObject({ id: bookmark.entryId, isBookmarked: true });
        expect(bookmark.note).toBe(`note ${String(row.id)}`);
        seen.push(row.id);
      }
      before = bookmarks.at(-1)?.bookmark.entryId;
      if (bookmarks.length < 5 || before === undefined) break;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it('leaves out one whose entry is gone', () => {
    const { lab, store } = annotatedStore(3);
    store.setBookmark(1, '');
    store.setBookmark(2, '');
    lab.database.exec('DELETE FROM entries WHERE id = 1');
    expect(listBookmarks(lab.context(), 10)).toMatchObject({ bookmarks: [{ row: { id: 2 } }], total: 1 });
  });
});

describe('a saved query', () => {
  it('is found under its name whatever the case, and keeps no moment', () => {
    const { clock, store, database } = annotatedStore(0);
    const query = { where: 'after:"2h ago"', severities: [3] };
    expect(store.saveQuery('Ärger', { ...query, nowUnixUs: 5 }, false)).toEqual({
      name: 'Ärger',
      query,
      createdAtUnixUs: FIRST,
      updatedAtUnixUs: FIRST,
    });
    expect(() => store.saveQuery('ÄRGER', {}, false)).toThrow(failure('savedQuery.exists'));
    expect(() => store.saveQuery('a\u0308rger', {}, false)).toThrow('"Ärger"');
    clock.unixUs = LATER;
    store.saveQuery('ärger', { search: 'x' }, true);
    const [only, ...others] = listSavedQueries(database);
    expect(others).toEqual([]);
    expect(savedQuerySchema.parse(only)).toEqual({
      name: 'ärger',
      query: { search: 'x' },
      createdAtUnixUs: FIRST,
      updatedAtUnixUs: LATER,
    });
    store.removeQuery('ÄRger');
    expect(listSavedQueries(database)).toEqual([]);
    expect(() => store.removeQuery('ärger')).toThrow(failure('savedQuery.not-found'));
  });

  it('that cannot be read is refused with the place of the mistake', () => {
    const { store, database } = annotatedStore(0);
    expect(() => store.saveQuery('a', { where: 'unit:ssh (b' }, false)).toThrow(
      expect.objectContaining({
        code: 'query.invalid',
        detail: expect.objectContaining({ position: 9 }) as object,
      }) as Error,
    );
    expect(() => store.saveQuery('a', { search: '"b' }, false)).toThrow(failure('query.invalid'));
    expect(listSavedQueries(database)).toEqual([]);
  });

  it('stands in the list by its name, numbers as numbers', () => {
    const { store, database } = annotatedStore(0);
    for (const name of ['week 10', 'Zoo', 'ärger', 'week 9', 'Alarm', 'zebra']) {
      store.saveQuery(name, {}, false);
    }
    expect(listSavedQueries(database).map(({ name }) => name)).toEqual([
      'Alarm',
      'ärger',
      'week 9',
      'week 10',
      'zebra',
      'Zoo',
    ]);
  });

  it('of a newer Hydrant is left out of the list', () => {
    const { lab, store, database } = annotatedStore(0);
    store.saveQuery('old', {}, false);
    lab.database.exec(`INSERT INTO saved_queries VALUES ('new', 'new', '{"colour":"red"}', 1, 1)`);
    expect(listSavedQueries(database).map(({ name }) => name)).toEqual(['old']);
  });
});

describe('the last look', () => {
  it('goes forward only, and not beyond what is stored', () => {
    const { clock, store, database } = annotatedStore(10);
    expect(readLastLook(database)).toBeNull();
    store.setLastLook(4);
    expect(readLastLook(database)).toEqual({ entryId: 4, atUnixUs: FIRST });
    clock.unixUs = LATER;
    store.setLastLook(3);
    expect(readLastLook(database)).toEqual({ entryId: 4, atUnixUs: FIRST });
    store.setLastLook(4);
    expect(readLastLook(database)).toEqual({ entryId: 4, atUnixUs: LATER });
    store.setLastLook(1_000_000);
    expect(readLastLook(database)).toEqual({ entryId: 10, atUnixUs: LATER });
  });

  it('at an empty store is at its beginning', () => {
    const { store, database } = annotatedStore(0);
    store.setLastLook(0);
    expect(readLastLook(database)).toEqual({ entryId: 0, atUnixUs: FIRST });
  });
});

describe('a store', () => {
  /** One that an older Hydrant wrote. */
  function olderStore(): string {
    const folder = temporaryFolder();
    const database = new Database(databasePath(folder));
    migrate(database, MIGRATIONS.slice(0, 2));
    database.close();
    return folder;
  }

  it('of an older Hydrant has no annotations, and gets room for them with the first', () => {
    const folder = olderStore();
    const reading = openReadableDatabase(folder);
    onTestFinished(() => void reading.close());
    expect(findBookmark(reading, 1)).toBeNull();
    expect(bookmarkedIds(reading)).toEqual([]);
    expect(listSavedQueries(reading)).toEqual([]);
    expect(readLastLook(reading)).toBeNull();
    markBookmarked(reading, []);
    using store = new AnnotationStore(openAnnotations(folder));
    store.saveQuery('first', {}, false);
    expect(listSavedQueries(reading)).toMatchObject([{ name: 'first' }]);
  });

  it('that is not there takes no annotation', () => {
    expect(() => openAnnotations(temporaryFolder())).toThrow(failure('file.not-found'));
  });

  it('that cannot be written still shows its annotations', () => {
    const { lab, store } = annotatedStore(3);
    store.setBookmark(1, 'kept');
    const reading = openReadableDatabase(lab.dataDir) as WritableDatabase;
    using readOnly = new AnnotationStore(reading);
    expect(() => readOnly.setBookmark(2, '')).toThrow(
      expect.objectContaining({ code: 'SQLITE_READONLY' }) as Error,
    );
    expect(findBookmark(reading, 1)).toMatchObject({ note: 'kept' });
  });
});

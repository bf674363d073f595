import type { Bookmark, LastLook, SavedQuery } from '#contract/annotations.ts';
import { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { entryNotFound } from '../queries/entry-not-found.ts';
import { storedIdOf } from '../queries/late-entries.ts';
import { newestId } from '../queries/newest-id.ts';
import { parseQuery } from '../queries/query-language/parse-query.ts';
import { parseSearch } from '../queries/query-language/parse-search.ts';
import type { WritableDatabase } from '../store/open-database.ts';
import { findBookmark } from './find-bookmark.ts';
import { savedQueryKey } from './saved-query-key.ts';

/** As many as one file of saved queries can carry (savedQueriesFileSchema). */
const MAX_SAVED_QUERIES = 10_000;

/**
 * Writes what the user notes beside the log. Every method is one transaction that begins by taking the right to write: it then waits for
 * the ingest worker instead of failing half-way. Throws what SQLite throws, besides what is said below.
 */
export class AnnotationStore implements Disposable {
  readonly #database: WritableDatabase;
  readonly #nowUnixUs: () => number;

  constructor(database: WritableDatabase, nowUnixUs: () => number = () => Date.now() * 1000) {
    this.#database = database;
    this.#nowUnixUs = nowUnixUs;
  }

  /** @throws AppError `entry.not-found`. */
  setBookmark(entryId: number, note: string): Bookmark {
    return this.#write(() => {
      const storedId = storedIdOf(this.#database, entryId);
      const isThere = this.#database.prepare('SELECT 1 FROM entries WHERE id = ?').get(storedId);
      if (isThere === undefined) {
        throw entryNotFound(entryId);
      }
      const now = this.#nowUnixUs();
      this.#database
        .prepare(
          `INSERT INTO bookmarks (entry_id, note, created_us, updated_us) VALUES (?, ?, ?, ?)
           ON CONFLICT (entry_id) DO UPDATE SET note = excluded.note, updated_us = excluded.updated_us`,
        )
        .run(storedId, note, now, now);
      return findBookmark(this.#database, entryId) as Bookmark;
    });
  }

  /** Returns whether there was one. */
  removeBookmark(entryId: number): boolean {
    return this.#write(() => {
      const storedId = storedIdOf(this.#database, entryId);
      return this.#database.prepare('DELETE FROM bookmarks WHERE entry_id = ?').run(storedId).changes > 0;
    });
  }

  /**
   * @throws AppError `query.invalid` with the place in the expression, `savedQuery.exists` unless it may be replaced.
   */
  saveQuery(name: string, query: EntryQuery, replacesExisting: boolean): SavedQuery {
    const now = this.#nowUnixUs();
    if (query.where !== undefined) parseQuery(query.where, now);
    if (query.search !== undefined) parseSearch(query.search);
    const { nowUnixUs: _nowUnixUs, ...timeless } = query;
    return this.#write(() => {
      const key = savedQueryKey(name);
      const before = this.#database
        .prepare<[string], { name: string; createdAtUnixUs: number }>(
          'SELECT name, created_us AS createdAtUnixUs FROM saved_queries WHERE key = ?',
        )
        .get(key);
      if (before !== undefined && !replacesExisting) {
        throw new AppError('savedQuery.exists', `There is a saved query "${before.name}" already.`, {
          remedy: 'Replace it, or choose another name.',
        });
      }
      if (before === undefined) this.#checkRoom();
      const createdAtUnixUs = before?.createdAtUnixUs ?? now;
      this.#database
        .prepare(
          'INSERT OR REPLACE INTO saved_queries (key, name, query, created_us, updated_us) VALUES (?, ?, ?, ?, ?)',
        )
        .run(key, name, JSON.stringify(timeless), createdAtUnixUs, now);
      return { name, query: timeless, createdAtUnixUs, updatedAtUnixUs: now };
    });
  }

  /** @throws AppError `savedQuery.not-found`. */
  removeQuery(name: string): void {
    this.#write(() => {
      const { changes } = this.#database
        .prepare('DELETE FROM saved_queries WHERE key = ?')
        .run(savedQueryKey(name));
      if (changes === 0) throw new AppError('savedQuery.not-found', `There is no saved query "${name}".`);
    });
  }

  /** An earlier entry than before changes nothing, and so does one that is not stored yet beyond the newest. */
  setLastLook(entryId: number): LastLook {
    return this.#write(() => {
      // A wrong number from a page must not hide for ever what comes.
      const seenId = Math.min(Math.floor(entryId), newestId(this.#database));
      return this.#database
        .prepare<[number, number], LastLook>(
          `INSERT INTO last_look (one, entry_id, at_us) VALUES (1, ?, ?)
           ON CONFLICT (one) DO UPDATE SET
             at_us = iif(excluded.entry_id >= entry_id, excluded.at_us, at_us), entry_id = max(entry_id, excluded.entry_id)
           RETURNING entry_id AS entryId, at_us AS atUnixUs`,
        )
        .get(seenId, this.#nowUnixUs()) as LastLook;
    });
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #checkRoom(): void {
    const count = this.#database.prepare<[], number>('SELECT count(*) FROM saved_queries').pluck().get() ?? 0;
    if (count < MAX_SAVED_QUERIES) return;
    throw new AppError('request.invalid', `There are ${String(count)} saved queries, and no more are kept.`, {
      remedy: 'Remove some that are not needed.',
    });
  }

  #write<T>(action: () => T): T {
    return this.#database.transaction(action).immediate();
  }
}

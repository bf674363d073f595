import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import {
  classifyDatabaseError,
  databasePath,
  openReadableDatabase,
  openWritableDatabase,
} from './open-database.ts';

function thrownBy(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a store', () => {
  it('is made where there is none, for its owner only, in the newest schema', () => {
    const folder = join(temporaryFolder(), 'deep', 'er');
    const database = openWritableDatabase(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('application_id', { simple: true })).toBe(0x48594452);
    database.close();
  });

  it('is opened again with all that it holds', () => {
    const folder = temporaryFolder();
    {
      using lab = new StoreLab(folder);
      lab.store(streamOf(1, 5));
    }
    using again = new StoreLab(folder);
    expect(again.count('entries')).toBe(5);
    expect(again.ledger.counters()).toMatchObject({ received: 5, stored: 5, inFlight: 0 });
  });

  it('that a newer Hydrant wrote is refused by writers and readers, and left as it is', () => {
    const folder = temporaryFolder();
    openWritableDatabase(folder).close();
    const file = new Database(databasePath(folder));
    file.pragma('user_version = 999');
    file.close();
    for (const open of [openWritableDatabase, openReadableDatabase]) {
      const error = thrownBy(() => open(folder));
      expect(error.code).toBe('database.newer');
      expect(error.message).toContain(folder);
      expect(error.message).toContain('999');
      expect(error.remedy).toContain('Update');
    }
    const after = new Database(databasePath(folder));
    expect(after.pragma('user_version', { simple: true })).toBe(999);
    after.close();
  });

  it.each([0, 12])(
    'of another program (its version %i) is refused as foreign, and left as it is',
    (version) => {
      const folder = temporaryFolder();
      const foreign = new Database(databasePath(folder));
      foreign.exec('CREATE TABLE theirs (a)');
      foreign.pragma(`user_version = ${String(version)}`);
      foreign.close();
      for (const open of [openWritableDatabase, openReadableDatabase]) {
        const error = thrownBy(() => open(folder));
        expect(error.code).toBe('database.corrupt');
        expect(error.message).toContain('not one of Hydrant');
      }
      const after = new Database(databasePath(folder));
      expect(after.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['theirs']);
      after.close();
    },
  );

  it('that is no database is refused as damaged', () => {
    const folder = temporaryFolder();
    writeFileSync(databasePath(folder), 'this is a text file, and quite a long one at that. '.repeat(100));
    expect(thrownBy(() => openWritableDatabase(folder)).code).toBe('database.corrupt');
    expect(thrownBy(() => openReadableDatabase(folder)).code).toBe('database.corrupt');
  });

  it('that is not there cannot be read', () => {
    const folder = temporaryFolder();
    expect(thrownBy(() => openReadableDatabase(folder)).code).toBe('file.not-found');
    expect(thrownBy(() => openReadableDatabase(join(folder, 'nowhere'))).code).toBe('file.not-found');
  });

  it('cannot be in a place that is a file or a folder in the way', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(thrownBy(() => openWritableDatabase(join(folder, 'file', 'data'))).message).toContain(folder);
    mkdirSync(join(folder, 'hydrant.db'));
    expect(thrownBy(() => openWritableDatabase(folder)).message).toContain(folder);
  });

  it('cannot be written through a reading connection', () => {
    const folder = temporaryFolder();
    openWritableDatabase(folder).close();
    const database = openReadableDatabase(folder);
    expect(() => database.exec('DELETE FROM sources')).toThrow(/readonly/);
    database.close();
  });
});

describe('migrations', () => {
  const newest = MIGRATIONS.length;
  const second = {
    version: newest + 1,
    name: 'second',
    sql: 'CREATE TABLE two (a); INSERT INTO two VALUES (1);',
  };
  const broken = {
    version: newest + 2,
    name: 'broken',
    sql: 'CREATE TABLE three (a); CREATE TABLE three (a);',
  };

  it('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('run once each, in order, and only those that are missing', () => {
    const database = new Database(':memory:');
    migrate(database);
    migrate(database, [...MIGRATIONS, second]);
    migrate(database, [...MIGRATIONS, second]);
    expect(database.prepare('SELECT count(*) FROM two').pluck().get()).toBe(1);
    expect(database.pragma('user_version', { simple: true })).toBe(newest + 1);
    database.close();
  });

  it('that fail leave the database as it was before them', () => {
    const database = new Database(':memory:');
    expect(() => migrate(database, [...MIGRATIONS, second, broken])).toThrow('already exists');
    expect(database.pragma('user_version', { simple: true })).toBe(newest + 1);
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'three'").pluck().get()).toBe(0);
    database.close();
  });
});

describe('an error of SQLite or the file system', () => {
  const withCode = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['SQLITE_FULL', 'disk.full'],
    ['ENOSPC', 'disk.full'],
    ['SQLITE_BUSY', 'database.locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'database.locked'],
    ['SQLITE_LOCKED', 'database.locked'],
    ['SQLITE_CORRUPT', 'database.corrupt'],
    ['SQLITE_CORRUPT_VTAB', 'database.corrupt'],
    ['SQLITE_NOTADB', 'database.corrupt'],
    ['EACCES', 'file.permission-denied'],
    ['EROFS', 'file.permission-denied'],
    ['SQLITE_READONLY_DBMOVED', 'file.permission-denied'],
    ['ENOENT', 'file.not-found'],
    ['SQLITE_CANTOPEN', 'file.not-found'],
    ['SQLITE_IOERR_WRITE', 'file.failed'],
  ])('%s is told as %s, with the folder and the cause', (code, told) => {
    const cause = withCode(code);
    const error = classifyDatabaseError('/the/folder', cause);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: told, cause });
    expect((error as AppError).message).toContain('/the/folder');
  });

  it('passes as it is when it is a bug or was told before', () => {
    const told = new AppError('cancelled', 'Cancelled.');
    for (const error of [told, new TypeError('bug'), withCode('SQLITE_ERROR'), 'text', undefined]) {
      expect(classifyDatabaseError('/the/folder', error)).toBe(error);
    }
  });

  it('of another connection that holds the store is told as locked', () => {
    const folder = temporaryFolder();
    const first = openWritableDatabase(folder);
    first.exec('BEGIN IMMEDIATE');
    const second = new Database(databasePath(folder), { timeout: 0 });
    let caught: unknown;
    try {
      second.exec('BEGIN IMMEDIATE');
    } catch (error) {
      caught = classifyDatabaseError(folder, error);
    }
    expect(caught).toMatchObject({ code: 'database.locked' });
    second.close();
    first.close();
  });
});

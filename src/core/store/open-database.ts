import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { addIndexedMessage } from './indexed-message.ts';
import { checkVersion, migrate } from './migrate.ts';

/** A connection that may change the store. There are two: the ingest worker's for the log, the annotations worker's for what the user notes. */
export type WritableDatabase = Database.Database & { readonly __writable: true };
/** A connection that SQLite itself keeps from writing. */
export type ReadableDatabase = Database.Database;

export function databasePath(dataDir: string): string {
  return join(dataDir, 'hydrant.db');
}

/**
 * Opens the store for the one writer of the log and brings it to the newest schema. Makes the folder (mode 0700: a log holds what
 * others must not read).
 * @throws AppError when the folder or the file cannot be used; the message names it.
 */
export function openWritableDatabase(dataDir: string): WritableDatabase {
  return classifyErrors(dataDir, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const database = new Database(databasePath(dataDir), { timeout: 5000 });
    try {
      checkVersion(database);
      // Takes effect on a new file only. 4 KiB is as fast and 16 KiB is slower with full text: docs/adr/0004-store.md.
      database.pragma('page_size = 8192');
      database.pragma('journal_mode = WAL');
      // WAL with NORMAL never corrupts; a power cut may cost the last transactions, which are then read again: the
      // position is in the same transaction. Source: SQLite documentation, PRAGMA synchronous.
      database.pragma('synchronous = NORMAL');
      database.pragma('cache_size = -16384');
      database.pragma('wal_autocheckpoint = 2000');
      database.pragma('temp_store = MEMORY');
      migrate(database);
      addIndexedMessage(database);
      return database as WritableDatabase;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens the store for reading.
 * @throws AppError `file.not-found` when there is none yet.
 */
export function openReadableDatabase(dataDir: string): ReadableDatabase {
  return classifyErrors(dataDir, () => {
    const database = new Database(databasePath(dataDir), {
      readonly: true,
      fileMustExist: true,
      timeout: 5000,
    });
    try {
      checkVersion(database);
      database.pragma('cache_size = -16384');
      database.pragma('temp_store = MEMORY');
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Turns what SQLite and the file system throw into the errors that people read. Everything else passes as it is. */
export function classifyErrors<T>(dataDir: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw classifyDatabaseError(dataDir, error);
  }
}

/** See classifyErrors. Source of the codes: SQLite documentation, "Result and Error Codes". */
export function classifyDatabaseError(dataDir: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const on = `the store in ${dataDir}`;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return new AppError('disk.full', `The disk is full: ${on} cannot grow.`, {
      remedy: 'Free some space; capture goes on by itself where it stopped.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('database.locked', `Another program holds ${on}.`, {
      remedy: 'Close the other program and try again.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new AppError('database.corrupt', `The database of ${on} is damaged.`, {
      remedy: 'Move the folder away; Hydrant then reads the system log again from its beginning.',
      cause: error,
    });
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || /^SQLITE_(READONLY|PERM|AUTH)/.test(code)) {
    return new AppError('file.permission-denied', `No permission to write ${on}.`, {
      remedy: 'Choose another folder with --data-dir, or mend its permissions.',
      cause: error,
    });
  }
  if (code === 'ENOENT' || code === 'ENOTDIR' || code.startsWith('SQLITE_CANTOPEN')) {
    return missingStore(dataDir, error);
  }
  if (error instanceof TypeError && error.message.includes('directory does not exist')) {
    return missingStore(dataDir, error);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError('file.failed', `Reading or writing ${on} failed: ${error.message}.`, {
      cause: error,
    });
  }
  return error;
}

function missingStore(dataDir: string, cause: unknown): AppError {
  return new AppError('file.not-found', `There is no store in ${dataDir}, or it cannot be opened.`, {
    remedy: 'Start a capture first (hydrant collect), or name the right folder with --data-dir.',
    cause,
  });
}

import Database from 'better-sqlite3';
import { CaptureLock } from './capture-lock.ts';
import { checkVersion } from './migrate.ts';
import {
  classifyErrors,
  databasePath,
  openWritableDatabase,
  type WritableDatabase,
} from './open-database.ts';

/**
 * How long a write waits for the ingest worker's transaction: by far longer than one takes (under 200 ms for a full batch), and short
 * enough to tell the user that another program holds the store.
 */
const BUSY_TIMEOUT_MS = 5000;

export interface BesideWriterOptions {
  /** The migration that made the tables. */
  version: number;
  /**
   * `lasting`: what is committed survives a power cut, and with it everything that was committed to the store before. `quick`: a
   * power cut may cost the last commits. Neither ever damages the database. Source: SQLite documentation, PRAGMA synchronous.
   */
  commits: 'lasting' | 'quick';
}

/**
 * Opens a writing connection beside the log's own writer, for tables that are not the log's. The log itself has one writer, the ingest
 * worker, in this process or another one; all wait for each other's transactions.
 * @throws AppError as openWritableDatabase; `capture.already-running` when an older Hydrant captures into a store that has no
 * such tables yet; `file.not-found` when there is no store.
 */
export function openBesideWriter(dataDir: string, options: BesideWriterOptions): WritableDatabase {
  return classifyErrors(dataDir, () => {
    const database = new Database(databasePath(dataDir), { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      checkVersion(database);
      const version = database.pragma('user_version', { simple: true }) as number;
      if (version < options.version) bringUpToDate(dataDir);
      database.pragma(`synchronous = ${options.commits === 'lasting' ? 'FULL' : 'NORMAL'}`);
      return database as WritableDatabase;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Who captures may change the schema, and nobody else: with the lock held, nobody does meanwhile. */
function bringUpToDate(dataDir: string): void {
  const lock = CaptureLock.acquire(dataDir);
  try {
    openWritableDatabase(dataDir).close();
  } finally {
    lock[Symbol.dispose]();
  }
}

import Database from 'better-sqlite3';
import { CaptureLock } from '../engine/capture-lock.ts';
import { checkVersion } from '../store/migrate.ts';
import {
  classifyErrors,
  databasePath,
  openWritableDatabase,
  type WritableDatabase,
} from '../store/open-database.ts';
import { hasAnnotations } from './has-annotations.ts';

/**
 * How long a write waits for the ingest worker's transaction: by far longer than one takes (under 200 ms for a full batch), and short
 * enough to tell the user that another program holds the store.
 */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the second writing connection, which changes nothing but annotations. The log itself has one writer, the ingest worker, in this
 * process or another one; both wait for each other's transactions.
 * @throws AppError as openWritableDatabase; `capture.already-running` when an older Hydrant captures into a store that has no
 * room for annotations yet; `file.not-found` when there is no store.
 */
export function openAnnotations(dataDir: string): WritableDatabase {
  return classifyErrors(dataDir, () => {
    const database = new Database(databasePath(dataDir), { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      checkVersion(database);
      if (!hasAnnotations(database)) bringUpToDate(dataDir);
      // As for the log: a power cut may cost the last note, never the database.
      database.pragma('synchronous = NORMAL');
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

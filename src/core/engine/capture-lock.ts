import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { classifyDatabaseError } from '../store/open-database.ts';

/** Long enough for another process that only looks whether the lock is held. */
const TIMEOUT_MS = 250;

/**
 * Lets one process at a time capture into a data folder. The lock is one of the operating system's, held through an open
 * SQLite transaction, so it ends with its process however that dies.
 */
export class CaptureLock implements Disposable {
  readonly #database: Database.Database;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /** @throws AppError `capture.already-running` when another process holds it; the message names its pid. */
  static acquire(dataDir: string): CaptureLock {
    const pidFile = join(dataDir, 'capture.pid');
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const database = new Database(lockFile(dataDir), { timeout: TIMEOUT_MS });
      try {
        database.exec('BEGIN EXCLUSIVE');
        writeFileSync(pidFile, `${String(process.pid)}\n`);
      } catch (error) {
        database.close();
        throw isBusy(error) ? alreadyRunning(dataDir, pidFile, error) : error;
      }
      return new CaptureLock(database);
    } catch (error) {
      throw classifyDatabaseError(dataDir, error);
    }
  }

  /** Whether some process captures into this folder now. Looks without taking the lock and without leaving a trace. */
  static isHeld(dataDir: string): boolean {
    if (!existsSync(lockFile(dataDir))) return false;
    let database: Database.Database | undefined;
    try {
      database = new Database(lockFile(dataDir), { readonly: true, timeout: 0 });
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw classifyDatabaseError(dataDir, error);
    } finally {
      database?.close();
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'capture.lock');
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function alreadyRunning(dataDir: string, pidFile: string, cause: unknown): AppError {
  const pid = readPid(pidFile);
  const who = pid === undefined ? 'Another Hydrant' : `Another Hydrant (process ${pid})`;
  return new AppError('capture.already-running', `${who} already captures into ${dataDir}.`, {
    remedy: 'Use that one, stop it, or choose another folder with --data-dir.',
    cause,
  });
}

function readPid(pidFile: string): string | undefined {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return undefined; // The lock was taken this very moment; its owner has not written the file yet.
  }
}

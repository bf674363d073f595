import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { classifyDatabaseError } from '../store/open-database.ts';

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
      const database = new Database(join(dataDir, 'capture.lock'), { timeout: 0 });
      try {
        database.exec('BEGIN EXCLUSIVE');
      } catch (error) {
        database.close();
        if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
          throw alreadyRunning(dataDir, pidFile, error);
        }
        throw error;
      }
      writeFileSync(pidFile, `${String(process.pid)}\n`);
      return new CaptureLock(database);
    } catch (error) {
      throw classifyDatabaseError(dataDir, error);
    }
  }

  /** Whether some process captures into this folder now. */
  static isHeld(dataDir: string): boolean {
    try {
      CaptureLock.acquire(dataDir)[Symbol.dispose]();
      return false;
    } catch (error) {
      if (error instanceof AppError && error.code === 'capture.already-running') return true;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
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

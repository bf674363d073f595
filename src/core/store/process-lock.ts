import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** Long enough for another process that only looks whether the lock is held. */
const TIMEOUT_MS = 250;

/**
 * A lock that one process at a time holds. It is one of the operating system's, held through an open SQLite transaction, so it ends
 * with its process however that dies, and works the same on every system. The file stays; whoever holds nothing may remove it.
 */
export class ProcessLock implements Disposable {
  readonly #database: Database.Database;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /** undefined: another process holds it. Throws what SQLite and the file system throw. Makes the folder (mode 0700). */
  static tryAcquire(file: string): ProcessLock | undefined {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: TIMEOUT_MS });
    try {
      database.exec('BEGIN EXCLUSIVE');
      return new ProcessLock(database);
    } catch (error) {
      database.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
  }

  /** Whether some process holds it now. Looks without taking the lock and without leaving a trace. */
  static isHeld(file: string): boolean {
    if (!existsSync(file)) return false;
    let database: Database.Database | undefined;
    try {
      database = new Database(file, { readonly: true, timeout: 0 });
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    } finally {
      database?.close();
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

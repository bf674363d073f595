import type Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { initial } from './migrations/0001-initial.ts';
import { hours } from './migrations/0002-hours.ts';
import { annotations } from './migrations/0003-annotations.ts';
import { exports } from './migrations/0004-exports.ts';
import { timeline } from './migrations/0005-timeline.ts';
import { sourceSettings } from './migrations/0006-source-settings.ts';

/** One step of the schema. Never edited once released; docs/how-to/add-a-migration.md says how to add the next. */
export interface Migration {
  /** Consecutive from 1; kept in the database as `user_version`. */
  version: number;
  name: string;
  sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  initial,
  hours,
  annotations,
  exports,
  timeline,
  sourceSettings,
];

/** Marks a file as Hydrant's: "HYDR" in ASCII. Source: SQLite documentation, PRAGMA application_id. */
const APPLICATION_ID = 0x48594452;

/**
 * Brings a database to the newest schema, each step in a transaction of its own.
 * @throws AppError `database.newer` when a newer Hydrant wrote it, `database.corrupt` when it is another program's.
 */
export function migrate(database: Database.Database, migrations: readonly Migration[] = MIGRATIONS): void {
  checkVersion(database, migrations);
  const version = readVersion(database);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`application_id = ${String(APPLICATION_ID)}`);
      database.pragma(`user_version = ${String(migration.version)}`);
    })();
  }
}

/** Refuses a database that this version must not touch. */
export function checkVersion(
  database: Database.Database,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  // First: the version of another program's database says nothing.
  const application = database.pragma('application_id', { simple: true }) as number;
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (application !== APPLICATION_ID && tables > 0) {
    throw new AppError(
      'database.corrupt',
      `The file ${database.name} is a database, but not one of Hydrant.`,
      {
        remedy: 'Move it away, or choose another folder with --data-dir.',
      },
    );
  }
  const version = readVersion(database);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new AppError(
      'database.newer',
      `The database ${database.name} was written by a newer Hydrant (schema ${String(version)}; this one knows ${String(newest)}).`,
      { remedy: 'Update Hydrant, or choose another folder with --data-dir.' },
    );
  }
}

function readVersion(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

import type { ReadableDatabase, WritableDatabase } from './open-database.ts';

/** How the text of a source is to be read, as `--log-format` says it; null: as its lines tell. */
export function readLogFormat(database: ReadableDatabase, spec: string): string | null {
  const read = database.prepare<[string], string | null>('SELECT log_format FROM sources WHERE spec = ?');
  return read.pluck().get(spec) ?? null;
}

/** Keeps how the text of a source is to be read; null: as its lines tell. */
export function saveLogFormat(database: WritableDatabase, spec: string, logFormat: string | null): void {
  database.prepare('INSERT OR IGNORE INTO sources (spec) VALUES (?)').run(spec);
  database.prepare('UPDATE sources SET log_format = ? WHERE spec = ?').run(logFormat, spec);
}

/** The paths of all files that something is stored of. */
export function storedFiles(database: ReadableDatabase): string[] {
  return database
    .prepare<[], string>(
      `SELECT substr(spec, length('file:') + 1) FROM sources
       WHERE spec LIKE 'file:%' AND position IS NOT NULL ORDER BY spec`,
    )
    .pluck()
    .all();
}

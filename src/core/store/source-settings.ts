import { AppError } from '#contract/errors.ts';
import type { ReadableDatabase, WritableDatabase } from './open-database.ts';

/** A source's specification. @throws AppError `source.not-found` when the store has no source of this number. */
export function specOfSource(database: ReadableDatabase, sourceId: number): string {
  const spec = database
    .prepare<[number], string>('SELECT spec FROM sources WHERE id = ?')
    .pluck()
    .get(sourceId);
  if (spec !== undefined) return spec;
  throw new AppError('source.not-found', `No source of this store has the number ${String(sourceId)}.`);
}

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

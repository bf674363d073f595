import { AppError } from '#contract/errors.ts';
import { sourceSettings } from './migrations/0006-source-settings.ts';
import type { ReadableDatabase, WritableDatabase } from './open-database.ts';

/** A source of the list of those that are captured when none is named on the command line. */
export interface ListedSource {
  spec: string;
  isPaused: boolean;
}

/** `list_place` of a source that was taken off the list: so a list that was emptied is told from one that was never made. */
const TAKEN_OFF = -1;

/** Whether the store can hold a list: one that was written by an older Hydrant, and only read since, has none. */
export function hasSourceSettings(database: ReadableDatabase): boolean {
  return (database.pragma('user_version', { simple: true }) as number) >= sourceSettings.version;
}

/** In the list's order; null: there never was a list. */
export function readSourceList(database: ReadableDatabase): ListedSource[] | null {
  const rows = database
    .prepare<[], { spec: string; place: number; isPaused: number }>(
      `SELECT spec, list_place AS place, is_paused AS isPaused FROM sources
       WHERE list_place IS NOT NULL ORDER BY list_place, id`,
    )
    .all();
  if (rows.length === 0) return null;
  return rows
    .filter(({ place }) => place !== TAKEN_OFF)
    .map(({ spec, isPaused }) => ({ spec, isPaused: isPaused !== 0 }));
}

/** Keeps a list in the place of the one before. @throws what SQLite throws; nothing is changed then. */
export function saveSourceList(database: WritableDatabase, list: readonly ListedSource[]): void {
  const take = database.prepare('UPDATE sources SET list_place = ?, is_paused = 0 WHERE list_place >= 0');
  const empty = database.prepare('UPDATE sources SET list_place = ?');
  const know = database.prepare('INSERT OR IGNORE INTO sources (spec) VALUES (?)');
  const place = database.prepare('UPDATE sources SET list_place = ?, is_paused = ? WHERE spec = ?');
  const save = database.transaction(() => {
    take.run(TAKEN_OFF);
    if (list.length === 0) empty.run(TAKEN_OFF);
    for (const [index, { spec, isPaused }] of list.entries()) {
      know.run(spec);
      place.run(index, isPaused ? 1 : 0, spec);
    }
  });
  save.immediate();
}

/**
 * The list without one of its sources.
 * @throws AppError `source.not-found` when it is not in it.
 */
export function listWithout(list: readonly ListedSource[], spec: string): ListedSource[] {
  requireListed(list, spec);
  return list.filter((source) => source.spec !== spec);
}

/**
 * The list with further sources at its end. Those that are in it already stay where they are.
 * @throws AppError `source.exists` when all of them are.
 */
export function listWith(list: readonly ListedSource[], specs: readonly string[]): ListedSource[] {
  const added = specs.filter((spec) => !list.some((source) => source.spec === spec));
  if (added.length > 0) return [...list, ...added.map((spec) => ({ spec, isPaused: false }))];
  throw new AppError('source.exists', `${specs.join(', ')} is captured already.`, {
    remedy: 'Resume it if it is paused.',
  });
}

/**
 * The list with one of its sources paused, or not.
 * @throws AppError `source.not-found` when it is not in it.
 */
export function listWithPaused(
  list: readonly ListedSource[],
  spec: string,
  isPaused: boolean,
): ListedSource[] {
  requireListed(list, spec);
  return list.map((source) => (source.spec === spec ? { spec, isPaused } : source));
}

/**
 * The list with one of its sources at another place.
 * @param place - From 0; behind the end: at the end.
 * @throws AppError `source.not-found` when it is not in it.
 */
export function listWithMoved(list: readonly ListedSource[], spec: string, place: number): ListedSource[] {
  const moved = requireListed(list, spec);
  return listWithout(list, spec).toSpliced(place, 0, moved);
}

function requireListed(list: readonly ListedSource[], spec: string): ListedSource {
  const source = list.find((one) => one.spec === spec);
  if (source !== undefined) return source;
  throw new AppError('source.not-found', `${spec} is not among the sources that are captured.`, {
    remedy: 'Add it first.',
  });
}

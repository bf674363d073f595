import type { ReadableDatabase } from '../store/open-database.ts';

/** The origins that a condition allows, and between which ids their entries lie. */
export interface OriginSelection {
  ids: number[];
  firstId: number;
  lastId: number;
}

/** Names that the store knows under numbers. */
const DICTIONARIES = {
  unit: { table: 'units', column: 'unit_id', text: 'name' },
  identifier: { table: 'identifiers', column: 'identifier_id', text: 'name' },
  host: { table: 'hosts', column: 'host_id', text: 'name' },
  source: { table: 'sources', column: 'source_id', text: 'spec' },
} as const;

export type DictionaryField = keyof typeof DICTIONARIES;

/** Finds the origins whose unit, identifier, host or source passes `matches`: a look at each name, never at each entry. */
export function selectOrigins(
  database: ReadableDatabase,
  field: DictionaryField,
  matches: (name: string) => boolean,
): OriginSelection {
  const { table, column, text } = DICTIONARIES[field];
  const names = database.prepare<[], [number, string]>(`SELECT id, ${text} FROM ${table}`).raw().all();
  const nameIds = names.filter(([, name]) => matches(name)).map(([id]) => id);
  return readSelection(database, `${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(nameIds));
}

/** The sources whose specification passes `matches`. */
export function sourceIdsOf(database: ReadableDatabase, matches: (spec: string) => boolean): number[] {
  const sources = database.prepare<[], [number, string]>('SELECT id, spec FROM sources').raw().all();
  return sources.filter(([, spec]) => matches(spec)).map(([id]) => id);
}

/** The origins of these sources. */
export function selectOriginsOfSources(
  database: ReadableDatabase,
  sourceIds: readonly number[],
): OriginSelection {
  return readSelection(database, 'source_id IN (SELECT value FROM json_each(?))', JSON.stringify(sourceIds));
}

function readSelection(database: ReadableDatabase, condition: string, parameter: string): OriginSelection {
  const rows = database
    .prepare<[string], [number, number, number]>(
      `SELECT id, first_id, last_id FROM origins WHERE first_id IS NOT NULL AND ${condition}`,
    )
    .raw()
    .all(parameter);
  let firstId = Number.MAX_SAFE_INTEGER;
  let lastId = 0;
  const ids: number[] = [];
  for (const [id, first, last] of rows) {
    ids.push(id);
    firstId = Math.min(firstId, first);
    lastId = Math.max(lastId, last);
  }
  return { ids, firstId, lastId };
}

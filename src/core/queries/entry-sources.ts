import type { ReadableDatabase } from '../store/open-database.ts';
import type { CompiledQuery } from './compile-query.ts';
import type { Direction, EntrySource } from './window-reader.ts';

/** The severities that have an index of their own: emergency to warning. */
const LEAST_INDEXED_SEVERITY = 4;

/** Whether the index of the severe levels knows every entry that can match. */
export function isSevere({ severities }: CompiledQuery): boolean {
  return severities?.every((severity) => severity <= LEAST_INDEXED_SEVERITY) === true;
}

/** Reads by severity, one source for each level: so the index keeps the order and nothing is sorted. */
export function severeSources(query: CompiledQuery, direction: Direction): EntrySource[] {
  return (query.severities ?? []).map((severity) => ({
    from: `FROM entries AS e INDEXED BY entries_severe
      WHERE e.severity = ${String(severity)} AND e.severity <= ${String(LEAST_INDEXED_SEVERITY)}
        AND e.id BETWEEN ? AND ? AND ${query.wholeCondition}`,
    takesIds: false,
    order: orderOf('e.id', direction),
    id: 'e.id',
  }));
}

/** Reads every entry of a window. */
export function plainSource(query: CompiledQuery, direction: Direction): EntrySource {
  return {
    from: `FROM entries AS e NOT INDEXED
      WHERE e.id BETWEEN ? AND ? AND ${severityCondition(query)} AND ${query.wholeCondition}`,
    takesIds: false,
    order: orderOf('e.id', direction),
    id: 'e.id',
  };
}

/** Reads the late entries of a stretch of places. */
export function lateSource(query: CompiledQuery, direction: Direction): EntrySource {
  return {
    from: `FROM entries AS e INDEXED BY entries_late
      WHERE e.late_place IS NOT NULL AND e.late_place BETWEEN ? AND ? AND ${severityCondition(query)} AND ${query.wholeCondition}`,
    takesIds: false,
    order: orderOf('e.late_place', direction),
    id: 'e.late_place',
  };
}

/** The same source without late entries: where the order is that of the timeline, these come from lateSource. */
export function withoutLate(source: EntrySource): EntrySource {
  return { ...source, from: `${source.from} AND e.late_place IS NULL` };
}

/** Reads the entries of a list of ids that offered-ids.ts gave, in the list's own order. */
export function listedSource(query: CompiledQuery): EntrySource {
  return {
    from: `FROM json_each(?) AS j CROSS JOIN entries AS e ON e.id = j.value
      WHERE e.id BETWEEN ? AND ? AND ${severityCondition(query)} AND ${query.condition}`,
    takesIds: true,
    order: '',
    id: 'e.id',
  };
}

/** How many entries the store holds of the severities that the query allows. */
export function countOfSeverities(database: ReadableDatabase, query: CompiledQuery): number {
  return (
    database
      .prepare<[string], number>(
        'SELECT ifnull(sum(entries), 0) FROM severity_counts WHERE severity IN (SELECT value FROM json_each(?))',
      )
      .pluck()
      .get(JSON.stringify(query.severities ?? [])) ?? 0
  );
}

function severityCondition({ severities }: CompiledQuery): string {
  return severities === undefined ? '1' : `e.severity IN (${severities.join(', ')})`;
}

function orderOf(id: EntrySource['id'], direction: Direction): string {
  return `ORDER BY ${id} ${direction === 'newest-first' ? 'DESC' : 'ASC'}`;
}

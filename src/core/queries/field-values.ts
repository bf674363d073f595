import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { QueryContext } from './compile-query.ts';
import { newestId } from './newest-id.ts';
import { ENTRY_MARKS, QUERY_FIELDS, type QueryFieldName } from './query-language/field-names.ts';
import { isBuiltField } from './raw-field-match.ts';

/** Fields that differ from entry to entry are looked at in so many of the newest ones, or for so long. */
const NEWEST_ENTRIES = 20_000;
const NEWEST_AT_ONCE = 1000;
const NEWEST_MS = 30;
/** Nobody chooses a longer value from a list, in UTF-16 code units. */
const MAX_LENGTH = 1000;

/** Where the store keeps the values of these fields once. */
const DICTIONARIES = {
  unit: { table: 'units', column: 'unit_id', text: 'name' },
  identifier: { table: 'identifiers', column: 'identifier_id', text: 'name' },
  host: { table: 'hosts', column: 'host_id', text: 'name' },
  source: { table: 'sources', column: 'source_id', text: 'spec' },
} as const;

interface CountedValue {
  value: string;
  entries: number | null;
}

/**
 * Values that complete `field:prefix`: `fields.values` of the contract. Of messages, notes and times, which nobody chooses from a
 * list, and of what is made of an entry's position there are none.
 */
export function fieldValues(
  context: QueryContext,
  field: string,
  prefix: string,
  limit: number,
): CountedValue[] {
  const wanted = prefix.toLowerCase();
  return valuesOf(context, field)
    .filter(
      ({ value }) => value !== '' && value.length <= MAX_LENGTH && value.toLowerCase().startsWith(wanted),
    )
    .toSorted((one, other) => (other.entries ?? 0) - (one.entries ?? 0) || order(one.value, other.value))
    .slice(0, limit);
}

function valuesOf(context: QueryContext, field: string): CountedValue[] {
  const name = field.toLowerCase() as QueryFieldName;
  if (!QUERY_FIELDS.includes(name)) return rawValues(context, field.replace(/^raw\./, ''));
  switch (name) {
    case 'severity':
      return severityValues(context);
    case 'unit':
    case 'identifier':
    case 'host':
    case 'source':
      return dictionaryValues(context, name);
    case 'boot':
      return rawValues(context, '_BOOT_ID');
    case 'pid':
      return newestValues(context, 'e.pid', (pid) => (typeof pid === 'number' ? [String(pid)] : []));
    case 'is':
      return ENTRY_MARKS.map((value) => ({ value, entries: null }));
    case 'id':
    case 'message':
    case 'note':
    case 'after':
    case 'before':
      return [];
    default:
      return name satisfies never;
  }
}

/** All eight, as one may be wanted before it occurs. */
function severityValues({ database }: QueryContext): CountedValue[] {
  const counts = new Map(
    database
      .prepare<[], [number, number]>('SELECT severity, sum(entries) FROM severity_counts GROUP BY severity')
      .raw()
      .all(),
  );
  return SEVERITY_NAMES.map((value, severity) => ({ value, entries: counts.get(severity) ?? 0 }));
}

function dictionaryValues({ database }: QueryContext, field: keyof typeof DICTIONARIES): CountedValue[] {
  const { table, column, text } = DICTIONARIES[field];
  return database
    .prepare<[], CountedValue>(
      `SELECT d.${text} AS value, sum(o.entries) AS entries FROM origins AS o JOIN ${table} AS d ON d.id = o.${column}
       GROUP BY d.id`,
    )
    .all();
}

/** Of a field that is part of origins every value is known, with its entries; else the newest entries are looked at. */
function rawValues(context: QueryContext, name: string): CountedValue[] {
  const { database, catalog } = context;
  if (name === 'PRIORITY') return priorityValues(context);
  if (name === '_PID' || name === 'SYSLOG_PID') return valuesOf(context, 'pid');
  if (isBuiltField(name)) return [];
  const valuesIn = (blob: Buffer) =>
    catalog.mayHold(blob, name)
      ? catalog
          .namedFields(blob)
          .filter((field) => field.name === name)
          .map(({ bytes }) => bytes.toString('utf8'))
      : [];
  const counts = new ValueCounts();
  const origins = database.prepare<[], [Buffer, number]>('SELECT fields, entries FROM origins').raw().all();
  for (const [fields, entries] of origins) {
    for (const value of new Set(valuesIn(fields))) counts.add(value, entries);
  }
  const known = counts.values();
  if (known.length > 0) return known;
  return newestValues(context, 'e.rest', (rest) => (Buffer.isBuffer(rest) ? valuesIn(rest) : []));
}

function priorityValues(context: QueryContext): CountedValue[] {
  return severityValues(context).map(({ entries }, severity) => ({ value: String(severity), entries }));
}

function newestValues(
  { database }: QueryContext,
  column: string,
  valuesIn: (stored: unknown) => readonly string[],
): CountedValue[] {
  const select = database
    .prepare<[number, number], unknown>(`SELECT ${column} FROM entries AS e WHERE e.id BETWEEN ? AND ?`)
    .pluck();
  const counts = new ValueCounts();
  const lastId = newestId(database);
  const endsAtMs = performance.now() + NEWEST_MS;
  for (let seen = 0; seen < NEWEST_ENTRIES && seen < lastId; seen += NEWEST_AT_ONCE) {
    for (const stored of select.iterate(lastId - seen - NEWEST_AT_ONCE + 1, lastId - seen)) {
      for (const value of new Set(valuesIn(stored))) counts.add(value, 1);
    }
    if (performance.now() >= endsAtMs) break;
  }
  return counts.values();
}

class ValueCounts {
  readonly #entries = new Map<string, number>();

  add(value: string, entries: number): void {
    this.#entries.set(value, (this.#entries.get(value) ?? 0) + entries);
  }

  values(): CountedValue[] {
    return [...this.#entries].map(([value, entries]) => ({ value, entries }));
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

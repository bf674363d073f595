import type { QueryField } from '#contract/facets.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { QUERY_FIELDS } from './query-language/field-names.ts';

/** The fields that a query can name: `fields.list` of the contract. */
export function listFields(database: ReadableDatabase): QueryField[] {
  const names = database.prepare<[], string>('SELECT name FROM field_names ORDER BY name').pluck().all();
  return [
    ...QUERY_FIELDS.map((name): QueryField => ({ name, kind: 'query' })),
    ...names.map((name): QueryField => ({ name, kind: 'raw' })),
  ];
}

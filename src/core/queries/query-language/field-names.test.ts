import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ENTRY_MARKS, QUERY_FIELDS } from './field-names.ts';
import { parseQuery } from './parse-query.ts';

const DOCUMENTATION = new URL('../../../../docs/query-language.md', import.meta.url);

/** A value that the field takes. */
const VALUES: Partial<Record<string, string>> = {
  severity: 'error',
  pid: '1',
  id: '1',
  after: 'today',
  before: 'today',
};

it.each([...QUERY_FIELDS])('the field %s is understood and documented', (field) => {
  const value = VALUES[field] ?? (field === 'is' ? ENTRY_MARKS[0] : 'x');
  expect(parseQuery(`${field}:${value}`, Date.now() * 1000)).not.toBeNull();
  expect(readFileSync(DOCUMENTATION, 'utf8')).toContain(`\`${field}`);
});

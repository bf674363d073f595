import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { manifestSchema } from '#core/exports/batches/manifest.ts';

/** What people who receive files read. */
const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/manifest.md'), 'utf8');

function exampleOf(guide: string): unknown {
  return JSON.parse(/```json\n([^]+?)\n```/.exec(guide)?.[1] ?? '');
}

/** Every field as the guide names it: `files[].first.id`. What is not the manifest's own, but the contract's, is left out. */
function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = path === '' ? key : `${path}.${key}`;
    return /(?:^query|bySeverity)$/.test(name) ? [name] : [name, ...pathsOf(inner, name)];
  });
}

const GAP = { source: 'journal', afterId: 1, from: null, until: null, lostEntries: null, reason: 'x' };

it('the guide to the manifest shows a real one, and says of every field what it means', () => {
  const example = manifestSchema.parse(exampleOf(GUIDE));
  expect(example.rows).toBe(example.files.reduce((sum, { rows }) => sum + rows, 0));
  const whole = manifestSchema.parse({ ...example, gaps: [GAP] });
  const explained = [...GUIDE.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(pathsOf(whole, '')).toEqual(expect.arrayContaining(explained));
  expect(explained).toEqual(expect.arrayContaining(pathsOf(whole, '')));
});

import { expect, it } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import { entryText, streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { countEntries } from './count-entries.ts';
import { listEntries } from './list-entries.ts';

/** How SQLite runs each statement that asks for entries while the newest 200 of a query are listed. */
function plansOf(lab: StoreLab, ask: (database: ReadableDatabase) => unknown): string[] {
  const { database } = lab.context();
  const statements: string[] = [];
  const recording = new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        if (name === 'prepare') statements.push(String(values[0]));
        return Reflect.apply(value, target, values) as unknown;
      };
    },
  });
  ask(recording);
  return statements.flatMap((sql) => {
    const parameters = Array.from({ length: sql.split('?').length - 1 }, () => 1);
    return database
      .prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail);
  });
}

function newestPlans(lab: StoreLab, query: EntryQuery): string[] {
  return plansOf(lab, (database) =>
    listEntries({ ...lab.context(), database }, query, { kind: 'newest' }, 200, () => false),
  );
}

it.each<[string, EntryQuery]>([
  ['errors and warnings', { severities: [3, 4] }],
  ['errors', { severities: [3] }],
  ['warnings and worse by expression', { where: 'severity>=warning' }],
  ['errors of a unit', { severities: [3], units: ['ssh.service'] }],
])(
  'the newest %s come from the index of the severe levels, without a scan and without sorting',
  (_, query) => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 400));
    const plans = newestPlans(lab, query).filter((detail) => /\be\b/.test(detail));
    expect(plans).toContain('SEARCH e USING INDEX entries_severe (severity=? AND rowid>? AND rowid<?)');
    expect(plans.join('\n')).not.toMatch(/SCAN e|TEMP B-TREE/);
  },
);

it('the newest of everything come by their ids, without a scan and without sorting', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, 400));
  const plans = newestPlans(lab, {}).filter((detail) => /\be\b/.test(detail));
  expect(plans).toContain('SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  expect(plans.join('\n')).not.toMatch(/SCAN e|TEMP B-TREE/);
});

it('a word that the newest entries have is found there, without the full-text index', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, 400));
  const plans = newestPlans(lab, { search: 'number' });
  expect(plans.join('\n')).not.toMatch(/SCAN [ef]|TEMP B-TREE/);
});

it('a word that the newest entries do not have is looked up in the full-text index', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(Buffer.concat([entryText(1, ['MESSAGE', 'once']), streamOf(2, 16_000)]));
  const plans = newestPlans(lab, { search: 'once' });
  expect(plans.some((detail) => detail.startsWith('SCAN f VIRTUAL TABLE INDEX'))).toBe(true);
  expect(plans.join('\n')).not.toMatch(/SCAN e|TEMP B-TREE/);
});

it('the counts of everything come without a look at the entries', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, 400));
  const plans = plansOf(lab, (database) => countEntries({ ...lab.context(), database }, {}, () => false));
  expect(plans.join('\n')).not.toMatch(/SCAN (e|entries)(?! USING COVERING)/);
});

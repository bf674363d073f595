import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import { entryQuerySchema } from '#contract/query.ts';
import { listEntries } from '#core/queries/list-entries.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { HOSTS, IDENTIFIERS, UNITS, fillVariedStore } from '../../../test/core/varied-store.ts';
import { joinQueries } from './join-queries.ts';

const names = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const times = fc.integer({ min: 0, max: 60 }).map((minute) => 1_795_339_501_000_000 + minute * 60_000_000);
const queries: fc.Arbitrary<EntryQuery> = fc.record(
  {
    severities: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
    where: fc.constantFrom('', ' ', 'failed OR disk', '-unit:cron', 'pid>102'),
    search: fc.constantFrom('', 'fail', 'time "-"'),
    sinceUnixUs: times,
    untilUnixUs: times,
    units: names([...UNITS, 'ssh', 'cron']),
    identifiers: names(IDENTIFIERS),
    hosts: names(HOSTS),
    sourceIds: fc.subarray([1, 2, 77], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

it('finds what both queries find', () => {
  const folder = temporaryFolder();
  fillVariedStore(folder, 600);
  using lab = new StoreLab(folder);
  const found = (query: EntryQuery) =>
    listEntries(lab.context(), entryQuerySchema.parse(query), { kind: 'newest' }, 1000, () => false).rows.map(
      ({ id }) => id,
    );
  fc.assert(
    fc.property(queries, queries, (one, other) => {
      const byOther = new Set(found(other));
      expect(found(joinQueries(one, other))).toEqual(found(one).filter((id) => byOther.has(id)));
    }),
    { numRuns: 200 },
  );
});

it('leaves a query as it is where the other one says nothing', () => {
  const query: EntryQuery = { where: 'a OR b', units: ['x'], severities: [3] };
  expect(joinQueries(query, {})).toEqual(query);
  expect(joinQueries({}, query)).toEqual(query);
});

it('keeps names apart that mean something in an expression', () => {
  const joined = joinQueries({ units: ['a*b', 'say "x"'] }, { units: ['c'] });
  expect(joined).toEqual({ units: ['c'], where: String.raw`unit:"a\*b" OR unit:"say \"x\""` });
});

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { timeOf } from '../../../test/core/journal-text.ts';
import { SummaryStore } from '../../../test/queries/summary-lab.ts';
import { idBoundsOfTime } from './id-bounds.ts';

const MINUTE_US = 60_000_000;

const stores: SummaryStore[] = [];
beforeAll(() => {
  stores.push(new SummaryStore(1), new SummaryStore(2));
  stores[1]?.forgetHours();
});
afterAll(() => {
  for (const store of stores) store[Symbol.dispose]();
});

/** Anywhere in the days of the store and around them. */
const moment = fc.option(fc.tuple(fc.integer({ min: -100, max: 6100 }), fc.constantFrom(0, 1, 30_000_000)), {
  nil: undefined,
});

it.each([
  ['that has its hours', 0],
  ['of a Hydrant that knew no hours', 1],
])('the ids of a time range are those of its minutes in a store %s', (_, index) => {
  const { database } = stores[index]?.lab ?? expect.fail('there is no such store');
  const byMinute = database
    .prepare<[number, number], [number | null, number | null]>(
      'SELECT min(first_id), max(last_id) FROM minutes WHERE minute BETWEEN ? AND ?',
    )
    .raw();
  fc.assert(
    fc.property(moment, moment, (from, to) => {
      const [since, until] = [from, to].map((at) =>
        at === undefined ? undefined : timeOf(0) + at[0] * MINUTE_US + at[1],
      );
      const expected = byMinute.get(
        Math.floor((since ?? 0) / MINUTE_US),
        Math.floor((until ?? Number.MAX_SAFE_INTEGER) / MINUTE_US),
      );
      expect(idBoundsOfTime(database, since, until)).toEqual({
        firstId: expected?.[0] ?? Number.MAX_SAFE_INTEGER,
        lastId: expected?.[1] ?? 0,
      });
    }),
    { numRuns: 300 },
  );
});

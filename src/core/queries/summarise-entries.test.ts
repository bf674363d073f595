import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import type { HistogramAxis, Summary, SummaryRequest } from '#contract/summary.ts';
import { streamOf, timeOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import {
  ENTRIES,
  SummaryStore,
  ask,
  axes,
  axisOf,
  filters,
  without,
} from '../../../test/queries/summary-lab.ts';
import { addedUp, summaryReference } from '../../../test/queries/summary-reference.ts';
import { summariseEntries } from './summarise-entries.ts';

const SECOND_US = 1_000_000;
const HOUR_US = 3600 * SECOND_US;

const stores: SummaryStore[] = [];

beforeAll(() => {
  stores.push(...[1, 2, 3].map((seed) => new SummaryStore(seed)));
  stores[2]?.forgetHours();
});
afterAll(() => {
  for (const store of stores) store[Symbol.dispose]();
});

const storeIndex = fc.nat(2);
const storeAt = (index: number): SummaryStore => {
  const store = stores[index];
  if (store === undefined) throw new RangeError(`there is no store ${index}`);
  return store;
};

const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const requests = fc.record({
  histogram: option(axes),
  idsPerBucket: option(fc.constantFrom(1, 7, 100, 1000, 100_000)),
});

describe('a summary', () => {
  it('says what counting entry by entry says, of any query, axis and range of ids', () => {
    const ids = option(fc.nat(ENTRIES + 10));
    const ranges = fc.oneof(
      { weight: 2, arbitrary: fc.constant({ afterId: undefined, end: undefined }) },
      fc.record({ afterId: ids, end: ids }),
    );
    fc.assert(
      fc.property(storeIndex, filters, requests, ranges, (index, filter, wanted, { afterId, end }) => {
        const store = storeAt(index);
        const range = without({ afterId, beforeId: end === undefined ? undefined : end + 1 });
        const request = without({ query: filter.query, ...wanted, ...range }) as SummaryRequest;
        const summary = ask(store.lab, request);
        const expected = summaryReference(store.known.filter(filter.finds), request, axisOf(summary));
        expect(summary.bySeverity).toEqual(expected.bySeverity);
        expect(summary.histogram).toEqual(expected.histogram);
        expect(summary.pendingBeforeId).toBeNull();
        expect(summary.lastId).toBe(Math.min(ENTRIES, end ?? ENTRIES));
        // Where ids restrict nothing is taken from the rollup.
        if ((afterId ?? 0) > 0) expect(summary.outline).toEqual(expected.outline);
        else expect(totalOf(summary.outline)).toEqual(totalOf(expected.outline));
      }),
      { numRuns: 400 },
    );
  });
});

describe('the outline', () => {
  it('of the rollup has the severe entries where they are and every bucket nearly right', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 20_000));
    const idsPerBucket = 150;
    const outline = ask(lab, { query: {}, idsPerBucket }).outline ?? [];
    // The same, from the entries themselves.
    const exact = ask(lab, { query: { where: 'number' }, idsPerBucket }).outline ?? [];
    expect(outline.map(({ index }) => index)).toEqual(exact.map(({ index }) => index));
    for (const [at, { bySeverity }] of outline.entries()) {
      for (const [severity, entries] of bySeverity.entries()) {
        expect(Math.abs(entries - (exact[at]?.bySeverity[severity] ?? 0))).toBeLessThanOrEqual(2);
      }
    }
  });

  it('of more buckets than anybody can look at is refused, as are bars of a second over months', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 2));
    const year = { fromUnixUs: timeOf(0), untilUnixUs: timeOf(0) + 365 * 24 * HOUR_US };
    const histogram: HistogramAxis = { kind: 'fixed', bucketUs: SECOND_US, ...year };
    const refused = expect.objectContaining({ code: 'request.invalid' }) as AppError;
    expect(() => ask(lab, { query: {}, histogram })).toThrow(refused);
    expect(ask(lab, { query: {}, idsPerBucket: 1 }).outline).toHaveLength(2);
  });
});

describe('a summary of nothing', () => {
  const nothing = emptySeverityCounts();

  it('comes from an empty store, whatever is asked', () => {
    using lab = new StoreLab(temporaryFolder());
    const histogram: HistogramAxis = { kind: 'fitting', maxBuckets: 60 };
    for (const query of [{}, { search: 'x' }, { severities: [] }, { sinceUnixUs: 5 }, { units: ['a'] }]) {
      expect(ask(lab, { query, histogram, idsPerBucket: 10 })).toEqual({
        bySeverity: nothing,
        lastId: 0,
        pendingBeforeId: null,
        histogram: null,
        outline: [],
      });
      expect(ask(lab, { query, beforeId: 1 })).toMatchObject({ bySeverity: nothing, lastId: 0 });
    }
    const range = { fromUnixUs: HOUR_US, untilUnixUs: 2 * HOUR_US };
    expect(ask(lab, { query: {}, histogram: { ...histogram, ...range } }).histogram).toMatchObject({
      ...range,
      buckets: [],
    });
  });

  it('comes from a range without entries, and from one that ends before it begins', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 10));
    const histogram: HistogramAxis = { kind: 'fitting', maxBuckets: 60 };
    const later = { sinceUnixUs: timeOf(11), untilUnixUs: timeOf(5000) };
    const reversed = { sinceUnixUs: timeOf(8), untilUnixUs: timeOf(3) };
    for (const query of [later, reversed, { ...reversed, search: 'number' }]) {
      expect(ask(lab, { query, histogram, idsPerBucket: 5 })).toMatchObject({
        bySeverity: nothing,
        lastId: 10,
        histogram: null,
        outline: [],
      });
    }
    expect(ask(lab, { query: {}, afterId: 10, histogram, idsPerBucket: 5 })).toMatchObject({
      bySeverity: nothing,
      lastId: 10,
      outline: [],
    });
    expect(ask(lab, { query: {}, afterId: 77 })).toMatchObject({ bySeverity: nothing, lastId: 10 });
  });

  it('has one bar with one entry when that is all', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 1));
    const one = [0, 1, 0, 0, 0, 0, 0, 0];
    expect(ask(lab, { query: {}, histogram: { kind: 'fitting', maxBuckets: 60 }, idsPerBucket: 10 })).toEqual(
      {
        bySeverity: one,
        lastId: 1,
        pendingBeforeId: null,
        histogram: {
          fromUnixUs: timeOf(1),
          bucketUs: SECOND_US,
          untilUnixUs: timeOf(1) + 1,
          buckets: [{ index: 0, bySeverity: one }],
        },
        outline: [{ index: 0, bySeverity: one }],
      },
    );
  });
});

it('a summary that is cancelled ends between two windows of ids', () => {
  const { lab } = storeAt(0);
  for (const query of [{ search: 'n' }, { where: '/7$/' }]) {
    let asked = 0;
    const isCancelled = () => (asked += 1) > 2;
    const run = () => summariseEntries(lab.context(), { query }, isCancelled);
    expect(run).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);
    expect(asked).toBe(3);
  }
});

function totalOf(outline: Summary['outline']): number[] | null {
  if (outline === null) return null;
  const [only] = addedUp(
    outline.map(({ bySeverity }) => ({ index: 0, bySeverity })),
    [],
  );
  return only?.bySeverity ?? emptySeverityCounts();
}

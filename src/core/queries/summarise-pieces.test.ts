import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryQuery } from '#contract/query.ts';
import type { HistogramAxis, SummaryRequest } from '#contract/summary.ts';
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
  sumOf,
  without,
  type Filter,
} from '../../../test/queries/summary-lab.ts';
import { addedUp, summaryReference } from '../../../test/queries/summary-reference.ts';
import { summariseEntries } from './summarise-entries.ts';

const HOUR_US = 3_600_000_000;
const never = () => false;

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

describe('summaries of ranges of ids', () => {
  it('add up to the whole, wherever the ids are split', () => {
    // One piece would be the whole, whose outline may come from the rollup.
    const splits = fc.array(fc.integer({ min: 1, max: ENTRIES - 1 }), { minLength: 1, maxLength: 5 });
    const sizes = fc.constantFrom(7, 100, 1000);
    fc.assert(
      fc.property(
        storeIndex,
        filters,
        axes,
        splits,
        sizes,
        (index, { query, finds }, axis, cuts, idsPerBucket) => {
          const store = storeAt(index);
          const bars = axisOf(ask(store.lab, { query, histogram: axis }));
          const histogram = bars === null ? undefined : ({ kind: 'fixed', ...bars } as const);
          const edges = [0, ...cuts.toSorted((a, b) => a - b), ENTRIES + 1];
          const pieces = edges.slice(1).map((edge, at) => {
            const range = { afterId: edges[at] ?? 0, beforeId: edge + 1 };
            return ask(store.lab, without({ query, ...range, histogram, idsPerBucket }) as SummaryRequest);
          });
          const expected = summaryReference(store.known.filter(finds), { idsPerBucket }, bars);
          expect(pieces.map(({ bySeverity }) => bySeverity).reduce(sumOf)).toEqual(expected.bySeverity);
          expect(pieces.map((piece) => piece.histogram?.buckets ?? []).reduce(addedUp)).toEqual(
            expected.histogram?.buckets ?? [],
          );
          expect(pieces.map(({ outline }) => outline ?? []).reduce(addedUp)).toEqual(expected.outline);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('add up to the whole when the time was up again and again, newest first', () => {
    const queries = fc.constantFrom<Filter>(
      { query: { search: 'failed' }, finds: ({ message }) => message.startsWith('failed') },
      { query: { where: '/7$/' }, finds: ({ id }) => id % 10 === 7 },
      { query: { units: ['cron.service'], severities: [3] }, finds: ({ unit }) => unit === 'cron.service' },
    );
    const paces = fc.constantFrom(0.3, 1, 4, 30);
    fc.assert(
      fc.property(storeIndex, queries, paces, (index, { query, finds }, stepMs) => {
        const store = storeAt(index);
        let clockMs = 0;
        const nowMs = () => (clockMs += stepMs);
        const first = ask(
          store.lab,
          { query, idsPerBucket: 100, histogram: { kind: 'fitting', maxBuckets: 60 }, budgetMs: 10 },
          nowMs,
        );
        const bars = axisOf(first);
        const pieces = [first];
        for (let pending = first.pendingBeforeId; pending !== null;) {
          const histogram = bars === null ? undefined : ({ kind: 'fixed', ...bars } as const);
          const request = without({ query, idsPerBucket: 100, histogram, budgetMs: 10, beforeId: pending });
          const piece = ask(store.lab, request, nowMs);
          expect(piece.lastId).toBe(pending - 1);
          expect(piece.pendingBeforeId ?? 0).toBeLessThan(pending);
          pieces.push(piece);
          pending = piece.pendingBeforeId;
        }
        if (stepMs === 30) expect(pieces.length).toBeGreaterThan(1);
        const expected = summaryReference(store.known.filter(finds), { idsPerBucket: 100 }, bars);
        expect(pieces.map(({ bySeverity }) => bySeverity).reduce(sumOf)).toEqual(expected.bySeverity);
        expect(pieces.map((piece) => piece.histogram?.buckets ?? []).reduce(addedUp)).toEqual(
          expected.histogram?.buckets,
        );
        expect(pieces.map(({ outline }) => outline ?? []).reduce(addedUp)).toEqual(expected.outline);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, EntryQuery]>([
    ['everything', {}],
    ['a time', { sinceUnixUs: timeOf(5) + 1 }],
    ['a word', { search: 'number' }],
    ['a unit', { units: ['cron.service'] }],
  ])('hold of %s nothing twice and miss nothing, although entries come at any step', (_, query) => {
    using lab = new StoreLab(temporaryFolder());
    lab.store(streamOf(1, 12_000));
    let number = 12_000;
    for (let step = 1; step <= 6; step += 1) {
      const { database, ...others } = lab.context();
      let asked = 0;
      const racing = new Proxy(database, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return (...values: unknown[]) => {
            if (name === 'prepare') asked += 1;
            if (name === 'prepare' && asked === step) {
              lab.store(streamOf(number + 1, number + 7));
              number += 7;
            }
            return Reflect.apply(value, target, values) as unknown;
          };
        },
      });
      const histogram: HistogramAxis = { kind: 'fixed', fromUnixUs: timeOf(0), bucketUs: HOUR_US };
      const before = summariseEntries({ database: racing, ...others }, { query, histogram }, never);
      const behind = ask(lab, { query, histogram, afterId: before.lastId });
      const whole = ask(lab, { query, histogram });
      expect(sumOf(before.bySeverity, behind.bySeverity)).toEqual(whole.bySeverity);
      expect(addedUp(before.histogram?.buckets ?? [], behind.histogram?.buckets ?? [])).toEqual(
        whole.histogram?.buckets,
      );
    }
  });
});

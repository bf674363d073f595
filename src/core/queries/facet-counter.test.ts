import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACET_FIELDS, type Facet, type FacetField } from '#contract/facets.ts';
import type { AppError } from '#contract/errors.ts';
import type { EntryQuery } from '#contract/query.ts';
import { entryText, streamOf, timeOf } from '../../../test/core/journal-text.ts';
import type { ScatteredEntry } from '../../../test/core/scattered-store.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { SummaryStore, filters } from '../../../test/queries/summary-lab.ts';
import { countEntries } from './count-entries.ts';
import { FacetCounter } from './facet-counter.ts';

const never = () => false;
const MOST = 500;
let store: SummaryStore;

beforeAll(() => {
  store = new SummaryStore(7);
});
afterAll(() => store[Symbol.dispose]());

const severities = fc.option(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), { nil: undefined });

function facetsOf(
  lab: StoreLab,
  query: EntryQuery,
  counter = new FacetCounter(),
  isCancelled: () => boolean = never,
  nowMs?: () => number,
): Facet[] {
  const context = lab.context();
  const { facets } = counter.count(context, query, MOST, isCancelled, nowMs);
  context.functions.clear();
  return facets;
}

function entriesOf(lab: StoreLab, query: EntryQuery): number {
  const context = lab.context();
  const { bySeverity } = countEntries(context, query, never);
  context.functions.clear();
  return bySeverity.reduce((sum, entries) => sum + entries, 0);
}

const SPECS = ['journal:/a', 'journal:/b', 'journal:/never', 'journal:/c'];
/** Without the case, where the query language ignores it. */
const valueOf: Record<FacetField, (entry: ScatteredEntry) => string> = {
  unit: ({ unit }) => unit.toLowerCase(),
  identifier: ({ identifier }) => identifier.toLowerCase(),
  host: ({ host }) => host.toLowerCase(),
  boot: ({ boot }) => boot,
  source: ({ sourceId }) => SPECS[sourceId - 1] ?? '',
};

describe('the values beside the log', () => {
  it('are all that the matching entries have, each with as many entries as asking for it finds', () => {
    fc.assert(
      fc.property(filters, severities, ({ query, finds }, levels) => {
        const asked: EntryQuery = levels === undefined ? query : { ...query, severities: levels };
        const matches = store.known.filter(
          (entry) => finds(entry) && asked.severities?.includes(entry.severity) !== false,
        );
        const facets = facetsOf(store.lab, asked);
        expect(facets.map(({ field }) => field)).toEqual(FACET_FIELDS);
        for (const { field, values, distinctValues } of facets) {
          const same = field === 'boot' || field === 'source';
          const found = values.map(({ value }) => (same ? value : value.toLowerCase()));
          expect(found.toSorted()).toEqual([...new Set(matches.map(valueOf[field]))].toSorted());
          expect(distinctValues).toBe(values.length);
          expect(values.map(({ entries }) => entries)).toEqual(
            values.map(({ entries }) => entries).toSorted((a, b) => b - a),
          );
          for (const { value, entries } of values) {
            const where = `(${query.where ?? 'severity>=debug'}) ${field}:"${value}"`;
            expect([field, value, entries]).toEqual([
              field,
              value,
              entriesOf(store.lab, { ...asked, where }),
            ]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are as many as asked for, the most frequent first, then by name', () => {
    using lab = new StoreLab(temporaryFolder());
    const hosts = ['b', 'c', 'a', 'b', 'c', 'd'];
    lab.store(Buffer.concat(hosts.map((host, index) => entryText(index + 1, ['_HOSTNAME', host]))));
    for (const query of [{}, { severities: [0, 1, 2, 3, 4, 5, 6, 7] }]) {
      const { facets, lastId } = new FacetCounter().count(lab.context(), query, 3, never);
      expect(facets.find(({ field }) => field === 'host')).toEqual({
        field: 'host',
        values: [
          { value: 'b', entries: 2 },
          { value: 'c', entries: 2 },
          { value: 'a', entries: 1 },
        ],
        distinctValues: 4,
      });
      expect(lastId).toBe(6);
    }
  });

  it('that are boots say when the first entry of theirs came, matching or not', () => {
    for (const query of [{}, { severities: [3] }, { where: 'failed unit:cron' }]) {
      const boots = facetsOf(store.lab, query).find(({ field }) => field === 'boot')?.values ?? [];
      for (const { value, firstTimeUnixUs } of boots) {
        const first = store.known.find(({ boot }) => boot === value && boot !== '');
        expect(firstTimeUnixUs).toBe(first?.timeUnixUs);
      }
    }
  });

  it('of an empty store are none', () => {
    using lab = new StoreLab(temporaryFolder());
    for (const query of [{}, { severities: [3] }, { search: 'x' }]) {
      expect(facetsOf(lab, query)).toEqual(
        FACET_FIELDS.map((field) => ({ field, values: [], distinctValues: 0 })),
      );
    }
  });
});

describe('what was counted before', () => {
  it('never shows: whatever was asked, stored or cancelled meanwhile', () => {
    using lab = new StoreLab(temporaryFolder());
    let number = 0;
    const queries: EntryQuery[] = [
      {},
      { search: 'number' },
      { units: ['cron.service'] },
      { where: `after:"${new Date(timeOf(40) / 1000).toISOString()}"` },
      { where: 'before:1s ago unit:ssh', nowUnixUs: timeOf(30) },
      { where: 'before:1s ago unit:ssh', nowUnixUs: timeOf(60) },
      { where: 'is:bookmarked' },
    ];
    const counter = new FacetCounter();
    const steps = fc.array(
      fc.record({
        query: fc.constantFrom(...queries),
        levels: severities,
        more: fc.nat(20),
        bookmark: fc.option(fc.integer({ min: 1, max: 50 })),
        /** Windows until the count is cancelled first. */
        patience: fc.option(fc.nat(2)),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        for (const { query, levels, more, bookmark, patience } of sequence) {
          if (more > 0) lab.store(streamOf(number + 1, number + more));
          number += more;
          if (bookmark !== null) toggleBookmark(lab, bookmark);
          const asked = levels === undefined ? query : { ...query, severities: levels };
          if (patience !== null) {
            let left = patience;
            tryCounting(lab, asked, counter, () => (left -= 1) < 0);
          }
          expect(facetsOf(lab, asked, counter)).toEqual(facetsOf(lab, asked));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is gone on with after a count that was cancelled, and costs nothing in other severities', () => {
    const counter = new FacetCounter();
    const query = { where: '/[0-9]/' };
    let clockMs = 0;
    // Every window seems to be a slow one, so that the next is smaller.
    const nowMs = () => (clockMs += 20);
    let left = 3;
    const giveUp = () => facetsOf(store.lab, query, counter, () => (left -= 1) < 0, nowMs);
    expect(giveUp).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);

    let looks = 0;
    const look = () => {
      looks += 1;
      return false;
    };
    const looksFor = (asked: EntryQuery, by: FacetCounter) => {
      looks = 0;
      facetsOf(store.lab, asked, by, look, nowMs);
      return looks;
    };
    const afresh = looksFor(query, new FacetCounter());
    expect(looksFor(query, counter)).toBeLessThan(afresh);
    expect(facetsOf(store.lab, query, counter)).toEqual(facetsOf(store.lab, query));
    expect(looksFor({ ...query, severities: [3, 6] }, counter)).toBe(0);
    expect(looksFor({ severities: [3] }, counter)).toBeGreaterThan(0);
    expect(looksFor({ ...query, severities: [0] }, counter)).toBe(0);
    expect(looksFor({ search: 'failed' }, counter)).toBeGreaterThan(0);
    // Two are remembered, and this was the third.
    expect(looksFor({ severities: [3] }, counter)).toBeGreaterThan(0);
  });
});

function tryCounting(
  lab: StoreLab,
  query: EntryQuery,
  counter: FacetCounter,
  isCancelled: () => boolean,
): void {
  try {
    facetsOf(lab, query, counter, isCancelled);
  } catch (error) {
    expect(error).toMatchObject({ code: 'cancelled' });
  }
}

function toggleBookmark({ database }: StoreLab, entryId: number): void {
  const removed = database.prepare('DELETE FROM bookmarks WHERE entry_id = ?').run(entryId);
  if (removed.changes > 0) return;
  database.prepare("INSERT INTO bookmarks VALUES (?, '', 1, 1)").run(entryId);
}

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '#contract/errors.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { entryText } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import type { KnownEntry } from '../../../test/core/varied-store.ts';
import {
  HOSTS,
  IDENTIFIERS,
  UNITS,
  WORDS,
  fillVariedStore,
  isFound,
} from '../../../test/core/varied-store.ts';
import { countEntries } from './count-entries.ts';
import { idBoundsOfTime } from './id-bounds.ts';
import { listEntries } from './list-entries.ts';

const ENTRIES = 3000;

let folder: string;
let lab: StoreLab;
let known: KnownEntry[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-list-'));
  known = fillVariedStore(folder, ENTRIES);
  lab = new StoreLab(folder);
});
afterAll(() => {
  lab[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const never = () => false;
const oneOrMore = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const time = fc.oneof(
  fc.nat(ENTRIES - 1).map((index) => known[index]?.timeUnixUs ?? 0),
  fc.nat(60).map((minute) => Math.floor((known[0]?.timeUnixUs ?? 0) / 60_000_000 + minute) * 60_000_000),
);
const word = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(4))
  .map(([text, cut]) => text.slice(0, Math.max(1, text.length - cut)));
const queries: fc.Arbitrary<EntryQuery> = fc.record(
  {
    severities: fc.oneof(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), fc.subarray([0, 1, 2, 3, 4])),
    sinceUnixUs: time,
    untilUnixUs: time,
    units: oneOrMore(UNITS),
    identifiers: oneOrMore(IDENTIFIERS),
    hosts: oneOrMore(HOSTS),
    sourceIds: oneOrMore([1, 2, 77]),
    search: fc.array(word, { maxLength: 2 }).map((words) => words.join(' ')),
  },
  { requiredKeys: [] },
);

const idsOf = (query: EntryQuery) => known.filter((entry) => isFound(entry, query)).map(({ id }) => id);
const page = (query: EntryQuery, anchor: PageAnchor, limit: number) => {
  const context = lab.context();
  return listEntries(context, query, anchor, limit, never);
};

describe('the pages of a list', () => {
  it('hold every matching entry exactly once, walking from either end with any page size', () => {
    fc.assert(
      fc.property(queries, fc.integer({ min: 1, max: 400 }), (query, size) => {
        const expected = idsOf(query);
        // A walk of thousands of pages proves no more than one of a few.
        const limit = Math.max(size, Math.ceil(expected.length / 12));
        const down: number[] = [];
        for (let anchor: PageAnchor = { kind: 'newest' }; ;) {
          const { rows, hasOlder, hasNewer } = page(query, anchor, limit);
          down.unshift(...rows.map(({ id }) => id));
          expect(hasNewer).toBe(anchor.kind !== 'newest');
          if (!hasOlder) break;
          anchor = { kind: 'before', id: rows[0]?.id ?? 0 };
        }
        expect(down).toEqual(expected);
        const up: number[] = [];
        for (let anchor: PageAnchor = { kind: 'oldest' }; ;) {
          const { rows, hasOlder, hasNewer } = page(query, anchor, limit);
          up.push(...rows.map(({ id }) => id));
          expect(hasOlder).toBe(anchor.kind !== 'oldest');
          if (!hasNewer) break;
          anchor = { kind: 'after', id: rows.at(-1)?.id ?? 0 };
        }
        expect(up).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('continue from any place, whether the entry there matches, exists, or not', () => {
    const places = fc.oneof(
      fc.nat(ENTRIES - 1).map((index) => known[index]?.id ?? 0),
      fc.constantFrom(0, 1, 30_000, 45_000, 45_001, 600_000, 601_000, 2_000_000_000),
    );
    const limits = fc.constantFrom(1, 2, 10, 1000);
    fc.assert(
      fc.property(queries, places, limits, fc.boolean(), (query, id, limit, isBefore) => {
        const all = idsOf(query);
        const older = all.filter((other) => other < id);
        const newer = all.filter((other) => other > id);
        const { rows, hasOlder, hasNewer, lastId } = page(
          query,
          { kind: isBefore ? 'before' : 'after', id },
          limit,
        );
        const expected = isBefore ? older.slice(-limit) : newer.slice(0, limit);
        expect(rows.map((row) => row.id)).toEqual(expected);
        expect(hasOlder).toBe(isBefore ? older.length > limit : all.some((other) => other <= id));
        expect(hasNewer).toBe(isBefore ? all.some((other) => other >= id) : newer.length > limit);
        expect(lastId).toBe(known.at(-1)?.id);
      }),
      { numRuns: 400 },
    );
  });

  it.each([0, 1, 2])(
    'are right where the last page is full, or one short of it, or one over it (%i)',
    (extra) => {
      const query: EntryQuery = { severities: [0], search: 'failed' };
      const all = idsOf(query);
      const limit = all.length - 1 + extra;
      expect(page(query, { kind: 'newest' }, limit)).toMatchObject({
        hasOlder: extra === 0,
        hasNewer: false,
      });
      expect(page(query, { kind: 'oldest' }, limit)).toMatchObject({
        hasOlder: false,
        hasNewer: extra === 0,
      });
    },
  );

  it('show of an entry what was stored', () => {
    const entries = new Map(known.map((entry) => [entry.id, entry]));
    for (const row of page({}, { kind: 'newest' }, 1000).rows) {
      expect(row).toMatchObject({ ...entries.get(row.id), rawSeverity: null, isMessageTruncated: false });
    }
  });

  it('of a store without entries are empty', () => {
    const empty = mkdtempSync(join(tmpdir(), 'hydrant-empty-'));
    using nothing = new StoreLab(empty);
    const queriesOfNothing: EntryQuery[] = [
      {},
      { severities: [3] },
      { search: 'x' },
      { sinceUnixUs: 5 },
      { units: ['a'] },
    ];
    for (const query of queriesOfNothing) {
      for (const anchor of [{ kind: 'newest' }, { kind: 'oldest' }, { kind: 'before', id: 9 }] as const) {
        expect(listEntries(nothing.context(), query, anchor, 10, never)).toEqual({
          rows: [],
          hasOlder: false,
          hasNewer: false,
          lastId: 0,
          searchedToId: null,
          searchedToUnixUs: null,
        });
      }
      expect(countEntries(nothing.context(), query, never)).toEqual({
        bySeverity: emptySeverityCounts(),
        lastId: 0,
      });
    }
    rmSync(empty, { recursive: true });
  });
});

describe('the counts', () => {
  it('agree with the list, also up to an entry in the middle', () => {
    const ends = fc.option(
      fc.nat(ENTRIES - 1).map((index) => known[index]?.id ?? 0),
      { nil: undefined },
    );
    fc.assert(
      fc.property(queries, ends, (query, lastId) => {
        const expected = emptySeverityCounts();
        for (const entry of known) {
          if (isFound(entry, query) && entry.id <= (lastId ?? entry.id))
            expected[entry.severity] = (expected[entry.severity] ?? 0) + 1;
        }
        expect(countEntries(lab.context(), query, never, { lastId }).bySeverity).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('of a time range agree whether it cuts minutes or not', () => {
    fc.assert(
      fc.property(time, time, fc.constantFrom(-1, 0, 1), (sinceUnixUs, untilUnixUs, off) => {
        const query: EntryQuery = { sinceUnixUs, untilUnixUs: untilUnixUs + off };
        const { bySeverity } = countEntries(lab.context(), query, never);
        expect(bySeverity.reduce((sum, count) => sum + count, 0)).toBe(idsOf(query).length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([1, 2, 3, 4])(
    'belong to the newest id that they name, although an entry comes at step %i',
    (step) => {
      const { database, ...others } = lab.context();
      let asked = 0;
      const racing = new Proxy(database, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return (...values: unknown[]) => {
            if (name === 'prepare') asked += 1;
            if (name === 'prepare' && asked === step) storeOneMore();
            return Reflect.apply(value, target, values) as unknown;
          };
        },
      });
      const { bySeverity, lastId } = countEntries({ database: racing, ...others }, {}, never);
      const upTo = lab.database.prepare('SELECT count(*) FROM entries WHERE id <= ?').pluck().get(lastId);
      expect(bySeverity.reduce((sum, count) => sum + count, 0)).toBe(upTo);
    },
  );
});

describe('the ids of a time range', () => {
  it('hold all its entries', () => {
    fc.assert(
      fc.property(
        fc.option(time, { nil: undefined }),
        fc.option(time, { nil: undefined }),
        (since, until) => {
          const { firstId, lastId } = idBoundsOfTime(lab.context().database, since, until);
          const outside = known.filter(
            ({ id, timeUnixUs }) =>
              timeUnixUs >= (since ?? 0) && timeUnixUs < (until ?? Infinity) && (id < firstId || id > lastId),
          );
          expect(outside).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a time before or behind everything are none', () => {
    const { database } = lab.context();
    const { firstId, lastId } = idBoundsOfTime(database, 0, 1000);
    expect(firstId).toBeGreaterThan(lastId);
    const behind = idBoundsOfTime(database, Number.MAX_SAFE_INTEGER - 1, undefined);
    expect(behind.firstId).toBeGreaterThan(behind.lastId);
  });
});

describe('a query that is cancelled', () => {
  it('ends between two windows of ids', () => {
    for (const after of [0, 1, 2]) {
      let asked = 0;
      const isCancelled = () => {
        asked += 1;
        return asked > after;
      };
      const run = () =>
        listEntries(lab.context(), { search: 'nowhere' }, { kind: 'newest' }, 10, isCancelled);
      expect(run).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);
      expect(asked).toBe(after + 1);
      asked = 0;
      const count = () => countEntries(lab.context(), { units: ['ssh.service'] }, isCancelled);
      expect(count).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);
    }
  });
});

let moreNumber = 900_000;
function storeOneMore(): void {
  moreNumber += 1;
  using other = new StoreLab(folder);
  other.store(entryText(moreNumber, ['PRIORITY', '6'], ['MESSAGE', 'later']));
}

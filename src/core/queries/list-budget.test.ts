import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MethodResult } from '#contract/methods.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import type { KnownEntry } from '../../../test/core/varied-store.ts';
import { fillVariedStore, isFound } from '../../../test/core/varied-store.ts';
import type { QueryContext } from './compile-query.ts';
import { listEntries } from './list-entries.ts';

let folder: string;
let lab: StoreLab;
let known: KnownEntry[];
let context: QueryContext;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-budget-'));
  known = fillVariedStore(folder, 3000);
  lab = new StoreLab(folder);
  context = lab.context();
});
afterAll(() => {
  lab[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const BUDGET_MS = 10;
const never = () => false;
const queries = fc.constantFrom<EntryQuery>(
  {},
  { severities: [3] },
  { severities: [0, 5] },
  { severities: [2, 4], search: 'failed' },
  { search: 'fail' },
  { search: 'n17' },
  { search: 'rare disk', units: ['cron.service'] },
  { search: 'nowhere' },
  { units: ['ssh.service'] },
);
const idsOf = (query: EntryQuery) => known.filter((entry) => isFound(entry, query)).map(({ id }) => id);

/** A clock that goes on by the next of these steps whenever it is asked, over and over. */
function clockOf(stepsMs: readonly number[]): () => number {
  let nowMs = 0;
  let asked = 0;
  return () => {
    nowMs += stepsMs[asked % stepsMs.length] ?? 0;
    asked += 1;
    return nowMs;
  };
}

function page(
  query: EntryQuery,
  anchor: PageAnchor,
  limit: number,
  nowMs: () => number,
): MethodResult<'entries.list'> {
  return listEntries(context, query, anchor, limit, never, { budgetMs: BUDGET_MS, nowMs });
}

describe('a page that was cut by its budget', () => {
  it('goes on where it ended, so that nothing is missing and nothing comes twice', () => {
    // Slow and fast steps in any order: the windows become small and large.
    const clocks = fc.constantFrom([0], [1], [2], [0, 1, 1, 0, 3], [0, 9, 0, 0, 0, 2]);
    fc.assert(
      fc.property(
        queries,
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        clocks,
        (query, isDown, size, steps) => {
          const expected = idsOf(query);
          const limit = Math.max(size, Math.ceil(expected.length / 12));
          const clock = clockOf(steps);
          const ids: number[] = [];
          for (let anchor: PageAnchor = { kind: isDown ? 'newest' : 'oldest' }; ;) {
            const { rows, hasOlder, hasNewer, searchedToId, searchedToUnixUs } = page(
              query,
              anchor,
              limit,
              clock,
            );
            const found = rows.map(({ id }) => id);
            expect(searchedToUnixUs === null).toBe(searchedToId === null);
            if (searchedToId !== null) expect(isDown ? hasOlder : hasNewer).toBe(true);
            if (isDown) ids.unshift(...found);
            else ids.push(...found);
            if (isDown ? !hasOlder : !hasNewer) break;
            const last = isDown ? found[0] : found.at(-1);
            anchor = { kind: isDown ? 'before' : 'after', id: searchedToId ?? last ?? 0 };
          }
          expect(ids).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says that there may be more on both sides, and how far it came', () => {
    const late = clockOf([BUDGET_MS]);
    const { rows, hasOlder, hasNewer, searchedToId, searchedToUnixUs } = page(
      { search: 'nowhere' },
      { kind: 'before', id: known.at(-1)?.id ?? 0 },
      10,
      late,
    );
    expect(rows).toEqual([]);
    expect({ hasOlder, hasNewer }).toEqual({ hasOlder: true, hasNewer: true });
    const reached = known.find(({ id }) => id >= (searchedToId ?? 0));
    expect(searchedToUnixUs).toBe(reached?.timeUnixUs);
  });

  it('is complete when the log ended before the time did', () => {
    const still = () => 0;
    expect(page({ search: 'nowhere' }, { kind: 'newest' }, 10, still)).toMatchObject({
      rows: [],
      hasOlder: false,
      hasNewer: false,
      searchedToId: null,
      searchedToUnixUs: null,
    });
  });

  it('is complete when it is full, although the time was up before it was known what follows', () => {
    for (let limit = 1; limit <= 1000; limit += limit < 250 || limit > 260 ? 50 : 1) {
      const { rows, hasOlder, searchedToId } = page({}, { kind: 'newest' }, limit, clockOf([BUDGET_MS]));
      expect(rows.at(-1)?.id).toBe(known.at(-1)?.id);
      expect(hasOlder).toBe(true);
      expect(searchedToId === null).toBe(rows.length === limit);
    }
  });
});

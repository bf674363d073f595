import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { AppError } from '#contract/errors.ts';
import type { MethodResult } from '#contract/methods.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import { entryText, timeOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import type { ExportField } from '../../../test/journal/export-encoding.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import type { QueryContext } from './compile-query.ts';
import { listEntries } from './list-entries.ts';

const ENTRIES = 1500;
const LONG = 'long '.repeat(3300);
const MESSAGES: readonly (string | Buffer | null)[] = [
  'service crashed, restarting',
  'listening',
  `${LONG}one`,
  `${LONG}two`,
  Buffer.from([0x62, 0xff]),
  Buffer.from([0x62, 0xfe]),
  '',
  null,
  'nul\0one',
  'nul\0two',
];

let folder: string;
let lab: StoreLab;
let context: QueryContext;
/** What tells an entry from its neighbours, by its id. */
const keys = new Map<number, string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-fold-'));
  lab = new StoreLab(folder);
  const random = seededRandom(7);
  const entries: Buffer[] = [];
  while (entries.length < ENTRIES) {
    const message = random.pick(MESSAGES);
    const severity = random.pick(['3', '6', 'loud']);
    const unit = random.pick(['ssh.service', 'cron.service']);
    const pid = random.pick(['7', '8']);
    const run = random.below(12) === 0 ? 70 + random.below(200) : 1 + random.below(4);
    for (let index = 0; index < run; index += 1) {
      const number = entries.length + 1;
      const fields: ExportField[] = [
        ['PRIORITY', severity],
        ['_SYSTEMD_UNIT', unit],
        ['_PID', pid],
        // Another origin, and nothing that a row shows.
        ['_CMDLINE', random.pick(['-a', '-b'])],
      ];
      if (message !== null) fields.push(['MESSAGE', message]);
      entries.push(entryText(number, ...fields));
      const text = Buffer.from(message ?? '').toString('latin1');
      keys.set(number, [severity, unit, pid, text].join('\n'));
    }
  }
  lab.store(Buffer.concat(entries));
  context = lab.context();
});
afterAll(() => {
  lab[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const never = () => false;
const queries = fc.constantFrom<EntryQuery>(
  {},
  { severities: [3] },
  { severities: [6] },
  { search: 'service' },
  { units: ['ssh.service'] },
  { where: 'pid:7 -listening' },
);
type Page = MethodResult<'entries.list'>;

function page(query: EntryQuery, anchor: PageAnchor, limit: number, clock?: () => number): Page {
  const options = { foldsRepeats: true, ...(clock === undefined ? {} : { budgetMs: 10, nowMs: clock }) };
  return listEntries(context, query, anchor, limit, never, options);
}

function matchingIds(query: EntryQuery): number[] {
  const ids: number[] = [];
  for (let anchor: PageAnchor = { kind: 'oldest' }; ;) {
    const { rows, hasNewer } = listEntries(context, query, anchor, 1000, never);
    ids.push(...rows.map(({ id }) => id));
    if (!hasNewer) return ids;
    anchor = { kind: 'after', id: ids.at(-1) ?? 0 };
  }
}

/** Walks over the whole result, from the newest or the oldest on. In ascending order. */
function walk(query: EntryQuery, isDown: boolean, limit: number, clock?: () => number): EntryRow[] {
  const all: EntryRow[] = [];
  for (let anchor: PageAnchor = { kind: isDown ? 'newest' : 'oldest' }; ;) {
    const { rows, hasOlder, hasNewer, searchedToId } = page(query, anchor, limit, clock);
    if (isDown) {
      all.unshift(...rows);
      if (!hasOlder) return all;
      anchor = { kind: 'before', id: searchedToId ?? firstIdOf(rows[0]) };
    } else {
      all.push(...rows);
      if (!hasNewer) return all;
      anchor = { kind: 'after', id: searchedToId ?? rows.at(-1)?.id ?? 0 };
    }
  }
}

function firstIdOf(row: EntryRow | undefined): number {
  return row?.repeats?.firstId ?? row?.id ?? 0;
}

/** What the rows stand for, entry by entry: its id, and what its row says of it. */
function unfold(rows: readonly EntryRow[], ids: readonly number[]) {
  let at = 0;
  return rows.flatMap((row) => {
    const own = ids.slice(at, at + (row.repeats?.entries ?? 1));
    at += own.length;
    return own.map((id) => ({ id, key: keys.get(row.id), isWithin: id >= firstIdOf(row) && id <= row.id }));
  });
}

function entriesOf(ids: readonly number[]) {
  return ids.map((id) => ({ id, key: keys.get(id), isWithin: true }));
}

describe('a folded list', () => {
  it('stands for exactly the entries of the list, page by page, in both directions', () => {
    fc.assert(
      fc.property(queries, fc.boolean(), fc.integer({ min: 5, max: 60 }), (query, isDown, limit) => {
        const rows = walk(query, isDown, limit);
        const ids = matchingIds(query);
        expect(unfold(rows, ids)).toEqual(entriesOf(ids));
        expect(rows.map(({ timeUnixUs }) => timeUnixUs)).toEqual(rows.map(({ id }) => timeOf(id)));
        const folded = rows.flatMap(({ repeats }) => repeats ?? []);
        expect(folded.map(({ firstTimeUnixUs }) => firstTimeUnixUs)).toEqual(
          folded.map(({ firstId }) => timeOf(firstId)),
        );
        const neighbours = rows
          .slice(1)
          .filter((row, index) => keys.get(row.id) === keys.get(rows[index]?.id ?? 0));
        expect(neighbours).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('stands for them also when the time is always up early', () => {
    fc.assert(
      fc.property(
        queries,
        fc.boolean(),
        fc.constantFrom(5, 40, 200),
        fc.integer({ min: 1, max: 9 }),
        (query, isDown, limit, stepMs) => {
          let nowMs = 0;
          const rows = walk(query, isDown, limit, () => (nowMs += stepMs / 3));
          const ids = matchingIds(query);
          expect(unfold(rows, ids)).toEqual(entriesOf(ids));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('begins at any entry, also within a group', () => {
    fc.assert(
      fc.property(queries, fc.boolean(), fc.integer({ min: 0, max: ENTRIES + 300 }), (query, isDown, id) => {
        const { rows } = page(query, { kind: isDown ? 'before' : 'after', id }, 1000);
        const ids = matchingIds(query).filter((other) => (isDown ? other < id : other > id));
        expect(unfold(rows, ids)).toEqual(entriesOf(ids));
      }),
      { numRuns: 20 },
    );
  });
});

it('a long group is counted without reading it, and counting can be cancelled', () => {
  let reads = 0;
  const counting = new Proxy(context.database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        if (name === 'prepare' && String(values[0]).includes('count(*)')) reads += 1;
        return Reflect.apply(value, target, values) as unknown;
      };
    },
  });
  let asked = 0;
  const list = (isCancelled: () => boolean) =>
    listEntries({ ...context, database: counting }, {}, { kind: 'oldest' }, 1000, isCancelled, {
      foldsRepeats: true,
      // Steps of the same size, however busy the machine is.
      nowMs: () => 0,
    });
  const { rows } = list(() => {
    asked += 1;
    return false;
  });
  expect(Math.max(...rows.map((row) => row.repeats?.entries ?? 1))).toBeGreaterThan(70);
  expect(reads).toBeGreaterThan(0);
  for (let after = 0; after < asked; after += 1) {
    let left = after;
    const run = () => list(() => (left -= 1) < 0);
    expect(run).toThrow(expect.objectContaining({ code: 'cancelled' }) as AppError);
  }
});

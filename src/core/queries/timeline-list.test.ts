import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { TimelineLab } from '../../../test/core/timeline-lab.ts';
import { AnnotationStore } from '../annotations/annotation-store.ts';
import { openWritableDatabase } from '../store/open-database.ts';
import { countEntries } from './count-entries.ts';
import { formatEntries } from './format-entries.ts';
import { getEntry } from './get-entry.ts';
import { listBookmarks } from './list-bookmarks.ts';
import { listEntries } from './list-entries.ts';
import { locateEntry } from './locate-entry.ts';
import { summariseEntries } from './summarise-entries.ts';
import { readValue } from './read-value.ts';

const START_UNIX_US = Date.UTC(2026, 10, 22, 9) * 1000;
const SECOND_US = 1_000_000;
const NOW_UNIX_US = START_UNIX_US + 7 * 86_400 * SECOND_US;
const ENTRIES = 4000;
const WORDS = ['disk', 'full', 'timeout', 'login', 'accepted'];

interface Known {
  id: number;
  timeUnixUs: number;
  severity: number;
  source: string;
  message: string;
}

let folder: string;
let lab: TimelineLab;
let known: Known[];

/** Three sources that begin together, one that is cut off again and again, and a history that is added at the end. */
function fill(): Known[] {
  const random = seededRandom(7);
  let clock = 4000;
  let away = 0;
  const entries = new Map<string, Omit<Known, 'id'>>();
  const give = (source: string, number: number) => {
    clock += random.below(20);
    // What is cut off brings what it has logged since.
    const isAway = source === 'cut-off';
    if (isAway) away += Math.floor((clock - away) / 60);
    const seconds = isAway ? away : clock;
    const entry = {
      timeUnixUs: START_UNIX_US + seconds * SECOND_US,
      severity: random.below(5) === 0 ? random.below(8) : 6,
      source,
      message: `${random.pick(WORDS)} ${random.pick(WORDS)} n${String(number)}`,
    };
    entries.set(entry.message, entry);
    lab.put(source, { ...entry, unit: source });
  };
  let number = 0;
  for (; number < ENTRIES * 0.7; number += 1) {
    give(random.pick(['a', 'a', 'a', 'b', 'rare']), number);
    if (random.below(30) === 0) lab.commit(NOW_UNIX_US);
    if (random.below(200) === 0) {
      for (let more = 0; more < 50; more += 1) give('cut-off', (number += 1));
    }
  }
  lab.commit(NOW_UNIX_US);
  clock = 0;
  for (; number < ENTRIES; number += 1) give('history', number);
  lab.commit(NOW_UNIX_US);
  return lab.timeline().map(({ place, message }) => {
    const entry = entries.get(message);
    if (entry === undefined) throw new Error(`nobody put ${message}`);
    return { id: place, ...entry };
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-timeline-'));
  lab = new TimelineLab(folder);
  known = fill();
});
afterAll(() => {
  lab[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const never = () => false;
const time = fc.nat(ENTRIES - 1).map((index) => known[index]?.timeUnixUs ?? 0);
const idOf = fc.nat(ENTRIES - 1).map((index) => known[index]?.id ?? 0);
const comparison = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>=', ':'), idOf)
  .map(([operator, id]) => `id${operator}${String(id)}`);
const queries: fc.Arbitrary<EntryQuery> = fc.record(
  {
    severities: fc.oneof(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), fc.subarray([0, 1, 2, 3, 4])),
    sinceUnixUs: time,
    untilUnixUs: time,
    units: fc.subarray(['a', 'b', 'rare', 'history', 'cut-off'], { minLength: 1 }),
    search: fc.array(fc.constantFrom(...WORDS, 'n7'), { maxLength: 2 }).map((words) => words.join(' ')),
    where: comparison,
  },
  { requiredKeys: [] },
);

function isFound(entry: Known, query: EntryQuery): boolean {
  const words = (query.search ?? '').split(' ').filter((word) => word !== '');
  const [, operator = '', text = ''] = /^id([<>=:]+)(.*)$/.exec(query.where ?? '') ?? [];
  const id = Number(text);
  const isInRange = {
    '': true,
    '<': entry.id < id,
    '<=': entry.id <= id,
    '>': entry.id > id,
    '>=': entry.id >= id,
    ':': entry.id === id,
  }[operator];
  return (
    isInRange === true &&
    (query.severities?.includes(entry.severity) ?? true) &&
    entry.timeUnixUs >= (query.sinceUnixUs ?? 0) &&
    entry.timeUnixUs < (query.untilUnixUs ?? Infinity) &&
    (query.units?.includes(entry.source) ?? true) &&
    words.every((word) => entry.message.split(' ').some((own) => own.startsWith(word)))
  );
}

function page(query: EntryQuery, anchor: PageAnchor, limit: number, options = {}) {
  return listEntries(lab.store.context(), query, anchor, limit, never, options);
}

const plain = (rows: readonly EntryRow[]) => rows.map(({ id, message }) => ({ id, message }));

describe('the list of several sources with late entries', () => {
  it('was filled so that there is something to find', () => {
    const late = known.filter(({ id }) => !Number.isInteger(id));
    expect(known).toHaveLength(ENTRIES);
    expect(late.length).toBeGreaterThan(ENTRIES / 4);
    expect(late.length).toBeLessThan(ENTRIES * 0.75);
    expect(known.map(({ timeUnixUs }) => timeUnixUs)).toEqual(
      known.map(({ timeUnixUs }) => timeUnixUs).toSorted((one, other) => one - other),
    );
  });

  it('is a walk over what matches, in order of time, from either end and whatever the pages', () => {
    fc.assert(
      fc.property(queries, fc.integer({ min: 1, max: 700 }), fc.boolean(), (query, limit, isDown) => {
        const expected = known.filter((entry) => isFound(entry, query));
        const walked: EntryRow[] = [];
        let anchor: PageAnchor = { kind: isDown ? 'newest' : 'oldest' };
        for (let pages = 0; pages < 3; pages += 1) {
          const { rows, hasOlder, hasNewer } = page(query, anchor, limit);
          walked[isDown ? 'unshift' : 'push'](...rows);
          const isMore = isDown ? hasOlder : hasNewer;
          expect(isMore).toBe(walked.length < expected.length);
          if (!isMore) break;
          anchor = isDown
            ? { kind: 'before', id: rows[0]?.id ?? 0 }
            : { kind: 'after', id: rows.at(-1)?.id ?? 0 };
        }
        const near = isDown
          ? expected.slice(-walked.length || expected.length)
          : expected.slice(0, walked.length);
        expect(plain(walked)).toEqual(near.map(({ id, message }) => ({ id, message })));
      }),
      { numRuns: 100 },
    );
  });

  it('goes on where its time was up, and misses nothing', () => {
    fc.assert(
      fc.property(queries, fc.boolean(), (query, isDown) => {
        const expected = known.filter((entry) => isFound(entry, query)).map(({ id }) => id);
        const walked: number[] = [];
        let anchor: PageAnchor = { kind: isDown ? 'newest' : 'oldest' };
        let now = 0;
        for (;;) {
          const { rows, hasOlder, hasNewer, searchedToId } = page(query, anchor, 50, {
            budgetMs: 10,
            nowMs: () => (now += 20),
          });
          walked[isDown ? 'unshift' : 'push'](...rows.map(({ id }) => id));
          if (!(isDown ? hasOlder : hasNewer)) break;
          const id = searchedToId ?? (isDown ? rows[0]?.id : rows.at(-1)?.id) ?? 0;
          anchor = { kind: isDown ? 'before' : 'after', id };
        }
        expect(walked).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('jumps to the first entry of a time', () => {
    fc.assert(
      fc.property(queries, time, (query, unixUs) => {
        const matching = known.filter((entry) => isFound(entry, query));
        const expected = matching.find(({ timeUnixUs }) => timeUnixUs >= unixUs) ?? matching.at(-1);
        expect(locateEntry(lab.store.context(), query, unixUs, never).id).toBe(expected?.id ?? null);
      }),
      { numRuns: 40 },
    );
  });

  it('counts what it lists', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const expected = emptySeverityCounts();
        for (const entry of known) {
          if (isFound(entry, query)) expected[entry.severity] = (expected[entry.severity] ?? 0) + 1;
        }
        expect(countEntries(lab.store.context(), query, never).bySeverity).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is outlined by the places of its entries', () => {
    const idsPerBucket = 50;
    for (const query of [{}, { units: ['cut-off'] }, { search: 'disk' }]) {
      const expected = new Map<number, number>();
      for (const entry of known.filter((one) => isFound(one, query))) {
        const bucket = Math.floor(entry.id / idsPerBucket);
        expected.set(bucket, (expected.get(bucket) ?? 0) + 1);
      }
      const { outline } = summariseEntries(lab.store.context(), { query, idsPerBucket }, never);
      const counted = outline?.map(({ index, bySeverity }) => [
        index,
        bySeverity.reduce((sum, count) => sum + count),
      ]);
      expect(new Map(counted as [number, number][])).toEqual(expected);
    }
  });

  it('gives a stretch of the list as text in the order of the list', () => {
    const chosen = known.slice(500, 900);
    const ranges = [{ firstId: chosen[0]?.id ?? 0, lastId: chosen.at(-1)?.id ?? 0 }];
    const { text, entries } = formatEntries(
      lab.store.context(),
      { query: {}, ranges, format: 'text', timeZone: 'UTC' },
      never,
    );
    expect(entries).toBe(400);
    const lines = text.trimEnd().split('\n');
    for (const [index, { message }] of chosen.entries()) expect(lines[index]).toContain(message);
  });

  it('finds a late entry by its number: whole, its values, its bookmark', () => {
    const late = known.find(({ id, source }) => source === 'cut-off' && !Number.isInteger(id));
    if (late === undefined) throw new Error('no entry came late');
    const context = lab.store.context();
    const detail = getEntry(context, late.id);
    expect(detail).toMatchObject({
      message: late.message,
      row: { id: late.id, timeUnixUs: late.timeUnixUs },
    });
    expect(detail.row.lateMs).toBe((NOW_UNIX_US - late.timeUnixUs) / 1000);
    expect(readValue(context, { id: late.id, field: 'message', index: 0, offsetBytes: 0 }).value).toBe(
      late.message,
    );
    using annotations = new AnnotationStore(openWritableDatabase(folder));
    expect(annotations.setBookmark(late.id, 'look').entryId).toBe(late.id);
    expect(listBookmarks(context, 10).bookmarks).toMatchObject([
      { row: { id: late.id }, bookmark: { note: 'look' } },
    ]);
    expect(page({ where: 'is:bookmarked' }, { kind: 'newest' }, 5).rows).toMatchObject([
      { id: late.id, isBookmarked: true },
    ]);
    expect(annotations.removeBookmark(late.id)).toBe(true);
    expect(() => getEntry(context, late.id + 1e-9)).toThrow('no entry');
  });

  it('lists bookmarks in the order of the list, page by page', () => {
    const context = lab.store.context();
    const chosen = known.filter((_, index) => index % 97 === 0).map(({ id }) => id);
    expect(chosen.filter((id) => !Number.isInteger(id)).length).toBeGreaterThan(1);
    using annotations = new AnnotationStore(openWritableDatabase(folder));
    for (const id of chosen) annotations.setBookmark(id, '');
    const listed: number[] = [];
    for (let before: number | undefined; ;) {
      const { bookmarks } = listBookmarks(context, 3, before);
      if (bookmarks.length === 0) break;
      listed.push(...bookmarks.map(({ row }) => row.id));
      before = listed.at(-1);
    }
    expect(listed).toEqual(chosen.toReversed());
    for (const id of chosen) annotations.removeBookmark(id);
  });
});

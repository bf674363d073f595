import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EntryQuery, PageAnchor } from '#contract/query.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import { TimelineLab } from '../../../test/core/timeline-lab.ts';
import { listEntries } from './list-entries.ts';
import { readStoreFacts } from './store-facts.ts';

const START_UNIX_US = Date.UTC(2026, 10, 22, 9) * 1000;
const SECOND_US = 1_000_000;
const NOW_UNIX_US = START_UNIX_US + 7 * 86_400 * SECOND_US;
const never = () => false;

it('neighbours of the list are folded, whether they came in order or late', () => {
  const other = mkdtempSync(join(tmpdir(), 'hydrant-folds-'));
  using folds = new TimelineLab(other);
  const random = seededRandom(11);
  for (let second = 0; second < 900; second += 1) {
    const source = random.below(3) === 0 ? 'b' : 'a';
    const message = second % 300 < 200 ? 'again' : `n${String(second)}`;
    folds.put(source, { timeUnixUs: START_UNIX_US + second * SECOND_US, message, unit: 'same' });
    if (random.below(10) === 0) folds.commit(NOW_UNIX_US);
  }
  // Between them comes what was not there.
  for (let second = 0; second < 900; second += 1) {
    folds.put('c', {
      timeUnixUs: START_UNIX_US + second * SECOND_US + 500_000,
      message: 'late',
      unit: 'same',
    });
    if (second % 300 === 50)
      folds.put('c', { timeUnixUs: START_UNIX_US + second * SECOND_US + 500_001, message: 'other' });
  }
  folds.commit(NOW_UNIX_US);
  const list = (foldsRepeats: boolean, query: EntryQuery, anchor: PageAnchor) =>
    listEntries(folds.store.context(), query, anchor, 1000, never, { foldsRepeats }).rows;
  for (const query of [{}, { search: 'again' }, { search: 'late' }, { search: 'late other' }]) {
    const rows = listEntries(folds.store.context(), query, { kind: 'oldest' }, 2000, never).rows;
    const groups: { firstId: number; lastId: number; entries: number }[] = [];
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      const last = groups.at(-1);
      const isSame = before?.message === row.message && before.sourceId === row.sourceId;
      if (last !== undefined && isSame) {
        last.entries += 1;
        last.lastId = row.id;
      } else groups.push({ firstId: row.id, lastId: row.id, entries: 1 });
    }
    for (const kind of ['newest', 'oldest'] as const) {
      const folded = list(true, query, { kind }).map((row) => ({
        firstId: row.repeats?.firstId ?? row.id,
        lastId: row.id,
        entries: row.repeats?.entries ?? 1,
      }));
      const wanted = kind === 'newest' ? groups.slice(-1000) : groups.slice(0, 1000);
      expect(folded).toEqual(wanted);
    }
  }
  rmSync(other, { recursive: true });
});

it('a process that only looks on is told from which place on the list has changed', () => {
  const other = mkdtempSync(join(tmpdir(), 'hydrant-facts-'));
  using facts = new TimelineLab(other);
  const put = (source: string, second: number) =>
    facts.put(source, {
      timeUnixUs: START_UNIX_US + second * SECOND_US,
      message: `${source} ${String(second)}`,
    });
  put('a', 1);
  put('a', 9);
  facts.commit(NOW_UNIX_US);
  expect(readStoreFacts(facts.store.context().database, other).lateBatches).toEqual([]);
  put('b', 5);
  put('b', 12);
  const { lateFromPlace } = facts.commit(NOW_UNIX_US);
  expect(readStoreFacts(facts.store.context().database, other).lateBatches).toEqual([[3, lateFromPlace]]);
  rmSync(other, { recursive: true });
});

it('who reads on and on in stored order is given what comes late, too', () => {
  const other = mkdtempSync(join(tmpdir(), 'hydrant-follow-'));
  using lab = new TimelineLab(other);
  const put = (source: string, second: number) =>
    lab.put(source, {
      timeUnixUs: START_UNIX_US + second * SECOND_US,
      message: `${source} ${String(second)}`,
    });
  put('a', 1);
  put('a', 9);
  lab.commit(NOW_UNIX_US);
  put('b', 5);
  put('a', 12);
  lab.commit(NOW_UNIX_US);
  const page = (order: 'timeline' | 'stored', id: number) =>
    listEntries(lab.store.context(), {}, { kind: 'after', id }, 10, never, { order }).rows.map((row) => [
      row.id,
      row.message,
    ]);
  expect(page('timeline', 2)).toEqual([[4, 'a 12']]);
  expect(page('stored', 2)).toEqual([
    [3, 'b 5'],
    [4, 'a 12'],
  ]);
  rmSync(other, { recursive: true });
});

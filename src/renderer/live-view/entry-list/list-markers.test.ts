import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import type { RowWindow } from '../row-window.ts';
import { FreshRows } from './fresh-rows.ts';
import { listMarkers } from './list-markers.ts';
import { unreadWords } from './unread-words.ts';

function rows(...ids: number[]): EntryRow[] {
  return ids.map((id) => ({ id }) as EntryRow);
}

function windowOf(hasOlder: boolean, ...ids: number[]): { window: RowWindow; filter: typeof NO_FILTER } {
  const window = {
    rows: rows(...ids),
    hasOlder,
    hasNewer: false,
    completeFromId: 1,
    completeUpToId: 99,
    isFolded: false,
  };
  return { window, filter: NO_FILTER };
}

const counts = [0, 0, 1, 2, 12, 0, 1_340, 0];

function unread(afterId: number): { afterId: number; atUnixUs: number; counts: number[] } {
  return { afterId, atUnixUs: 1_763_800_000_000_000, counts };
}

it('puts the divider before the first row that the user has not seen', () => {
  expect(listMarkers(windowOf(true, 5, 8, 9), [], unread(6)).map(({ rowIndex }) => rowIndex)).toEqual([1]);
  expect(listMarkers(windowOf(false, 5, 8, 9), [], unread(2)).map(({ rowIndex }) => rowIndex)).toEqual([0]);
});

it('has no divider where the window does not reach to it, or nothing is new', () => {
  expect(listMarkers(windowOf(true, 5, 8), [], unread(2))).toEqual([]);
  expect(listMarkers(windowOf(true, 5, 8), [], unread(8))).toEqual([]);
  expect(listMarkers(windowOf(true, 5, 8), [], null)).toEqual([]);
});

it('puts a gap that lies at the same place before the divider', () => {
  const gap = {
    id: 3,
    sourceId: 1,
    afterEntryId: 6,
    fromUnixUs: null,
    untilUnixUs: null,
    lostEntries: null,
    reason: 'vacuumed',
    recordedAtUnixUs: 0,
  };
  expect(listMarkers(windowOf(true, 5, 8, 9), [gap], unread(6)).map(({ kind }) => kind)).toEqual([
    'gap',
    'unread',
  ]);
});

it('tells errors, warnings and the others', () => {
  expect(unreadWords(unread(1), 'utc')).toBe(
    'Since you last looked, 2025-11-22 08:26:40: 3 errors, 12 warnings, 1,340 others',
  );
});

it('highlights the few rows that came, and none of a crowd', () => {
  const fresh = new FreshRows();
  expect([...fresh.of(rows(1, 2), true)]).toEqual([]);
  const three = rows(1, 2, 3);
  expect([...fresh.of(three, true)]).toEqual([3]);
  expect([...fresh.of(three, true)]).toEqual([3]);
  expect([...fresh.of(rows(1, 2, 3, 4), true)]).toEqual([3, 4]);
  expect([...fresh.of(rows(1, 2, 3, 4, 5, 6, 7, 8), true)]).toEqual([]);
  expect([...fresh.of(rows(400, 500), true)]).toEqual([]);
});

it('highlights nothing while the list does not follow', () => {
  const fresh = new FreshRows();
  fresh.of(rows(1), true);
  expect([...fresh.of(rows(1, 2), false)]).toEqual([]);
});

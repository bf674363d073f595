import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import {
  appendPage,
  pageUpTo,
  prependPage,
  rowIndexAtOrAfter,
  windowAround,
  windowOfNewest,
  windowOfOldest,
} from './row-window.ts';

function row(id: number): EntryRow {
  return {
    id,
    sourceId: 1,
    timeUnixUs: id * 1_000_000,
    severity: 6,
    rawSeverity: null,
    host: 'atlas',
    unit: 'ssh.service',
    identifier: 'sshd',
    pid: 1,
    message: `message ${String(id)}`,
    messageBytes: 10,
    isMessageTruncated: false,
    isMessageBinary: false,
  };
}

function page(ids: number[], rest: Partial<EntryPage> = {}): EntryPage {
  const whole = { hasOlder: false, hasNewer: false, searchedToId: null, searchedToUnixUs: null };
  return { rows: ids.map(row), ...whole, lastId: ids.at(-1) ?? 0, ...rest };
}

function newest(of: EntryPage): RowWindow {
  return windowOfNewest(of, false);
}

function idsOf(window: { rows: readonly EntryRow[] }): number[] {
  return window.rows.map(({ id }) => id);
}

describe('a window of rows', () => {
  it('is complete up to the newest entry of the store when its page was the last', () => {
    expect(windowOfOldest(page([3, 5], { lastId: 9 }), false).completeUpToId).toBe(9);
  });

  it('is complete only up to its last row when newer ones match', () => {
    expect(windowOfOldest(page([3, 5], { lastId: 9, hasNewer: true }), false).completeUpToId).toBe(5);
  });

  it('appends the next page and leaves out rows it has already', () => {
    const window = appendPage(newest(page([1, 2])), page([2, 3], { lastId: 4 }));
    expect(idsOf(window)).toEqual([1, 2, 3]);
    expect(window.completeUpToId).toBe(4);
  });

  it('takes from an empty page how far it is complete', () => {
    const window = appendPage(newest(page([1, 2])), page([], { lastId: 7 }));
    expect(idsOf(window)).toEqual([1, 2]);
    expect(window.completeUpToId).toBe(7);
  });

  it('is complete down to where a search that takes long has come', () => {
    const partial = newest(page([8, 9], { lastId: 9, hasOlder: true, searchedToId: 6 }));
    expect(partial).toMatchObject({ completeFromId: 6, hasOlder: true });
    const more = prependPage(partial, page([], { hasOlder: true, searchedToId: 3 }));
    expect(more).toMatchObject({ completeFromId: 3, hasOlder: true });
    expect(prependPage(more, page([2]))).toMatchObject({ completeFromId: 1, hasOlder: false });
  });

  it('folds repeats that two pages part', () => {
    const repeated = (id: number): EntryRow => ({ ...row(id), message: 'again', timeUnixUs: id });
    const folded = { ...repeated(4), repeats: { entries: 2, firstId: 3, firstTimeUnixUs: 3 } };
    const start = windowOfNewest({ ...page([1]), rows: [row(1), repeated(2)], lastId: 2 }, true);
    const window = appendPage(start, { ...page([4]), rows: [folded] });
    expect(window.rows.map(({ id, repeats }) => [id, repeats?.entries, repeats?.firstId])).toEqual([
      [1, undefined, undefined],
      [4, 3, 2],
    ]);
  });

  it.each([
    { name: 'exactly full', ids: [3, 4], kept: [1, 2, 3, 4], hasOlder: false },
    { name: 'one more than full', ids: [3, 4, 5], kept: [2, 3, 4, 5], hasOlder: true },
  ])('evicts the oldest rows over its capacity: $name', ({ ids, kept, hasOlder }) => {
    const window = appendPage(newest(page([1, 2])), page(ids), 4);
    expect(idsOf(window)).toEqual(kept);
    expect(window.hasOlder).toBe(hasOlder);
  });

  it('evicts the newest rows when older ones are put before them, and says that newer ones exist', () => {
    const window = prependPage(newest(page([5, 6, 7])), page([3, 4], { hasOlder: true }), 4);
    expect(idsOf(window)).toEqual([3, 4, 5, 6]);
    expect(window).toMatchObject({ hasOlder: true, hasNewer: true, completeUpToId: 6 });
  });

  it('keeps its newer end when the older page fits', () => {
    const window = prependPage(newest(page([5, 6], { lastId: 9 })), page([4]), 4);
    expect(window).toMatchObject({ hasOlder: false, hasNewer: false, completeUpToId: 9 });
  });

  it('joins the pages on both sides of an entry, each row once', () => {
    const window = windowAround(
      3,
      page([1, 2], { hasOlder: true, hasNewer: true, lastId: 9 }),
      page([3, 4], { hasNewer: true, lastId: 9 }),
      false,
    );
    expect(idsOf(window)).toEqual([1, 2, 3, 4]);
    expect(window).toMatchObject({ hasOlder: true, hasNewer: true, completeUpToId: 4 });
  });

  it('finds the place of an id by halving, also of one that is not there', () => {
    const rows = [2, 4, 6].map(row);
    expect([0, 2, 3, 4, 6, 7].map((id) => rowIndexAtOrAfter(rows, id))).toEqual([0, 0, 1, 1, 2, 3]);
    expect(rowIndexAtOrAfter([], 5)).toBe(0);
  });
});

describe('a page cut at an entry', () => {
  it('ends there and promises nothing newer', () => {
    const cut = pageUpTo(page([4, 5, 6], { lastId: 20, hasNewer: true }), 5);
    expect(idsOf(cut)).toEqual([4, 5]);
    expect(cut).toMatchObject({ hasNewer: false, lastId: 5 });
  });

  it('still promises newer rows when all of it lies before the cut', () => {
    expect(pageUpTo(page([4, 5], { lastId: 20, hasNewer: true }), 10).hasNewer).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryPage } from './row-window.ts';
import {
  EMPTY_WINDOW,
  appendPage,
  pageUpTo,
  prependPage,
  rowIndexAtOrAfter,
  windowAround,
  windowOf,
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

function idsOf(window: { rows: readonly EntryRow[] }): number[] {
  return window.rows.map(({ id }) => id);
}

describe('a window of rows', () => {
  it('is complete up to the newest entry of the store when its page was the last', () => {
    expect(windowOf(page([3, 5], { lastId: 9 })).completeUpToId).toBe(9);
  });

  it('is complete only up to its last row when newer ones match', () => {
    expect(windowOf(page([3, 5], { lastId: 9, hasNewer: true })).completeUpToId).toBe(5);
  });

  it('appends the next page and leaves out rows it has already', () => {
    const window = appendPage(windowOf(page([1, 2])), page([2, 3], { lastId: 4 }));
    expect(idsOf(window)).toEqual([1, 2, 3]);
    expect(window.completeUpToId).toBe(4);
  });

  it('takes from an empty page how far it is complete', () => {
    const window = appendPage(windowOf(page([1, 2])), page([], { lastId: 7 }));
    expect(idsOf(window)).toEqual([1, 2]);
    expect(window.completeUpToId).toBe(7);
  });

  it('learns from the first page it gets whether older entries exist', () => {
    expect(appendPage(EMPTY_WINDOW, page([8], { hasOlder: true })).hasOlder).toBe(true);
  });

  it.each([
    { name: 'exactly full', ids: [3, 4], kept: [1, 2, 3, 4], hasOlder: false },
    { name: 'one more than full', ids: [3, 4, 5], kept: [2, 3, 4, 5], hasOlder: true },
  ])('evicts the oldest rows over its capacity: $name', ({ ids, kept, hasOlder }) => {
    const window = appendPage(windowOf(page([1, 2])), page(ids), 4);
    expect(idsOf(window)).toEqual(kept);
    expect(window.hasOlder).toBe(hasOlder);
  });

  it('evicts the newest rows when older ones are put before them, and says that newer ones exist', () => {
    const window = prependPage(windowOf(page([5, 6, 7])), page([3, 4], { hasOlder: true }), 4);
    expect(idsOf(window)).toEqual([3, 4, 5, 6]);
    expect(window).toMatchObject({ hasOlder: true, hasNewer: true, completeUpToId: 6 });
  });

  it('keeps its newer end when the older page fits', () => {
    const window = prependPage(windowOf(page([5, 6], { lastId: 9 })), page([4]), 4);
    expect(window).toMatchObject({ hasOlder: false, hasNewer: false, completeUpToId: 9 });
  });

  it('joins the pages on both sides of an entry, each row once', () => {
    const window = windowAround(
      page([1, 2], { hasOlder: true, hasNewer: true, lastId: 9 }),
      page([3, 4], { hasNewer: true, lastId: 9 }),
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

import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { Gap } from '#contract/status.ts';
import { gapsByRow } from './gap-words.ts';
import type { RowWindow } from './row-window.ts';

function windowOfIds(ids: number[], hasOlder: boolean): RowWindow {
  return { rows: ids.map((id) => ({ id }) as EntryRow), hasOlder, hasNewer: false, completeUpToId: 0 };
}

function gap(afterEntryId: number, lostEntries: number | null = null): Gap {
  return {
    id: 1,
    sourceId: 1,
    afterEntryId,
    fromUnixUs: null,
    untilUnixUs: null,
    lostEntries,
    reason: 'the journal was vacuumed',
    recordedAtUnixUs: 0,
  };
}

it('stands before the first shown row that came after it', () => {
  expect([...gapsByRow(windowOfIds([5, 8, 9], true), [gap(6, 3)])]).toEqual([
    [8, 'Gap: 3 entries missing · the journal was vacuumed'],
  ]);
});

it('stands before the first row of all only when nothing older can lie between', () => {
  expect(gapsByRow(windowOfIds([5, 8], true), [gap(2)]).size).toBe(0);
  expect([...gapsByRow(windowOfIds([5, 8], false), [gap(2)]).keys()]).toEqual([5]);
});

it('is not shown before the row after it exists', () => {
  expect(gapsByRow(windowOfIds([5, 8], false), [gap(8)]).size).toBe(0);
  expect(gapsByRow(windowOfIds([], false), [gap(8)]).size).toBe(0);
});

it('tells all gaps that fall on one row', () => {
  const words = gapsByRow(windowOfIds([5, 8], false), [gap(6, 1), gap(7, 2)]).get(8);
  expect(words).toContain('1 entry missing');
  expect(words).toContain('2 entries missing');
});

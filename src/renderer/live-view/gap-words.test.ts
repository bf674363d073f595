import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { Gap } from '#contract/status.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import { gapPlaces, gapsByRow } from './gap-words.ts';
import type { RowWindow } from './row-window.ts';

function windowOfIds(ids: number[], hasOlder: boolean): RowWindow {
  return {
    rows: ids.map((id) => ({ id }) as EntryRow),
    hasOlder,
    hasNewer: false,
    completeFromId: 1,
    completeUpToId: 9,
    isFolded: false,
  };
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

function wordsOver(
  window: RowWindow,
  gaps: Gap[],
  filter: EntryFilter = NO_FILTER,
): ReadonlyMap<number, string> {
  return gapsByRow({ window, filter }, gaps, 'utc');
}

it('stands before the first shown row that came after it', () => {
  expect([...wordsOver(windowOfIds([5, 8, 9], true), [gap(6, 3)])]).toEqual([
    [8, 'Not captured: the journal was vacuumed (3 entries)'],
  ]);
});

it('stands before the first row of all only when nothing older can lie between', () => {
  expect(wordsOver(windowOfIds([5, 8], true), [gap(2)]).size).toBe(0);
  expect([...wordsOver(windowOfIds([5, 8], false), [gap(2)]).keys()]).toEqual([5]);
});

it('is not shown before the row after it exists', () => {
  expect(wordsOver(windowOfIds([5, 8], false), [gap(8)]).size).toBe(0);
  expect(wordsOver(windowOfIds([], false), [gap(8)]).size).toBe(0);
});

it('tells all gaps that fall on one row', () => {
  const words = wordsOver(windowOfIds([5, 8], false), [gap(6, 1), gap(7, 2)]).get(8);
  expect(words).toContain('(1 entry)');
  expect(words).toContain('(2 entries)');
});

it('does not stand before the first row that a filter leaves: the filter may leave out the time of the gap', () => {
  const filter = { ...NO_FILTER, where: 'after:2026-11-22' };
  expect(wordsOver(windowOfIds([5, 8], false), [gap(2)], filter).size).toBe(0);
  expect([...wordsOver(windowOfIds([5, 8], false), [gap(6)], filter).keys()]).toEqual([8]);
});

it('names its own time, as the row that bears it may be of another day', () => {
  const timed = { ...gap(6), fromUnixUs: 1_763_800_000_000_000, untilUnixUs: 1_763_803_600_000_000 };
  expect(wordsOver(windowOfIds([5, 8], false), [timed]).get(8)).toBe(
    'Not captured 2025-11-22 08:26:40–09:26:40: the journal was vacuumed',
  );
});

it('has a place after the last row while the end of the log is shown', () => {
  const live = { window: windowOfIds([5, 8], false), filter: NO_FILTER };
  expect(gapPlaces(live, [gap(8)]).map(({ rowIndex }) => rowIndex)).toEqual([2]);
  expect(gapPlaces({ ...live, window: { ...live.window, hasNewer: true } }, [gap(8)])).toEqual([]);
  expect(gapPlaces({ ...live, filter: { ...NO_FILTER, where: 'pump' } }, [gap(8)])).toEqual([]);
});

it('has no place in a paused list when it came after the pause', () => {
  const live = { window: windowOfIds([5, 8], false), filter: NO_FILTER };
  expect(gapPlaces(live, [gap(12)])).toEqual([]);
});

it('says the day once when it begins and ends on one day, else twice', () => {
  const overNight = { ...gap(6), fromUnixUs: 1_763_845_200_000_000, untilUnixUs: 1_763_859_600_000_000 };
  expect(wordsOver(windowOfIds([5, 8], false), [overNight]).get(8)).toContain(
    '2025-11-22 21:00:00–2025-11-23 01:00:00',
  );
});

import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import type { RowWindow } from '../row-window.ts';
import { selectionSizeWords } from './selection-size.ts';

const COUNTS = [0, 0, 0, 5, 0, 0, 1_995, 0];

function windowOf(ids: number[], beyond: { hasOlder: boolean; hasNewer: boolean }): RowWindow {
  const rows = ids.map((id) => ({ id }) as EntryRow);
  return { rows, ...beyond, completeFromId: ids[0] ?? 1, completeUpToId: ids.at(-1) ?? 0, isFolded: false };
}

const middle = { window: windowOf([10, 12, 15], { hasOlder: true, hasNewer: true }), filter: NO_FILTER };
const elsewhere = { ...middle, window: windowOf([900, 901], { hasOlder: true, hasNewer: true }) };

it('counts what the window holds, and knows it when the window is elsewhere', () => {
  const ranges = [{ firstId: 10, lastId: 12 }];
  expect(selectionSizeWords(ranges, middle, COUNTS)).toBe('2 selected');
  expect(selectionSizeWords(ranges, elsewhere, COUNTS)).toBe('2 selected');
});

it('counts every entry of a folded row', () => {
  const repeats = { entries: 37, firstId: 11, firstTimeUnixUs: 0 };
  const rows = [{ id: 10 }, { id: 50, repeats }] as EntryRow[];
  const live = { ...middle, window: { ...middle.window, rows, hasNewer: false } };
  expect(selectionSizeWords([{ firstId: 10, lastId: 50 }], live, COUNTS)).toBe('38 selected');
});

it('says all of how many when everything is chosen', () => {
  expect(selectionSizeWords([{ firstId: 1, lastId: 2_000 }], middle, COUNTS)).toBe('All 2,000 selected');
  expect(selectionSizeWords([{ firstId: 1, lastId: 2_000 }], middle, null)).toBe('All selected');
});

it('never says more than it knows', () => {
  expect(selectionSizeWords([{ firstId: 5, lastId: 12 }], middle, COUNTS)).toBe('More than 2 selected');
  expect(selectionSizeWords([{ firstId: 5, lastId: 12 }], elsewhere, COUNTS)).toBe('Several selected');
});

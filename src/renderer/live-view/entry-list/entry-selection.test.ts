import { idAbove, idBelow } from '#contract/entry-id.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntryRow } from '#contract/entry.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import { EntrySelection, isChosen, isSeveral } from './entry-selection.ts';

function row(id: number, firstId?: number): EntryRow {
  const repeats = firstId === undefined ? {} : { repeats: { entries: 9, firstId, firstTimeUnixUs: 0 } };
  return { id, ...repeats } as EntryRow;
}

/** A selection on a list whose focus goes where the selection was told it would go. */
function onList(): {
  selection: EntrySelection;
  focus: { selectedId: number | null; filter: EntryFilter };
  give: (how: 'selectOnly' | 'toggle' | 'extendTo', to: EntryRow) => void;
} {
  const focus = { selectedId: null as number | null, filter: NO_FILTER };
  const selection = new EntrySelection({ get: () => focus });
  return {
    selection,
    focus,
    give(how, to) {
      selection[how](to);
      focus.selectedId = to.id;
    },
  };
}

it('has nothing chosen at first, and the focused entry when there is one', () => {
  const { selection, focus } = onList();
  expect(selection.ranges).toEqual([]);
  focus.selectedId = 7;
  expect(selection.ranges).toEqual([{ firstId: 7, lastId: 7 }]);
  expect(isSeveral(selection.ranges, 7)).toBe(false);
});

it('goes with Shift from where the choice began, forwards and backwards', () => {
  const { selection, give } = onList();
  give('selectOnly', row(50));
  give('extendTo', row(60));
  expect(selection.ranges).toEqual([{ firstId: 50, lastId: 60 }]);
  give('extendTo', row(40));
  expect(selection.ranges).toEqual([{ firstId: 40, lastId: 50 }]);
});

it('begins a range at the focused entry when nothing was chosen by itself', () => {
  const { selection, focus, give } = onList();
  focus.selectedId = 30;
  give('extendTo', row(33));
  expect(selection.ranges).toEqual([{ firstId: 30, lastId: 33 }]);
});

it('adds single entries and takes them out of the middle of a range', () => {
  const { selection, give } = onList();
  give('selectOnly', row(10));
  give('extendTo', row(20));
  give('toggle', row(15));
  give('toggle', row(40));
  expect(selection.ranges).toEqual([
    { firstId: 10, lastId: idBelow(15) },
    { firstId: idAbove(15), lastId: 20 },
    { firstId: 40, lastId: 40 },
  ]);
  give('toggle', row(15));
  expect(selection.ranges).toEqual([
    { firstId: 10, lastId: 20 },
    { firstId: 40, lastId: 40 },
  ]);
});

it('takes a folded row with all that it stands for', () => {
  const { selection, give } = onList();
  give('selectOnly', row(30, 20));
  expect(selection.ranges).toEqual([{ firstId: 20, lastId: 30 }]);
  give('extendTo', row(45, 41));
  expect(selection.ranges).toEqual([{ firstId: 20, lastId: 45 }]);
});

it('takes everything up to the entry that was the newest', () => {
  const { selection } = onList();
  selection.selectAll(1_234);
  expect(selection.ranges).toEqual([{ firstId: 0, lastId: 1_234 }]);
});

it('is over when the focus goes elsewhere or the filter changes, and when it is cleared', () => {
  const { selection, focus, give } = onList();
  give('selectOnly', row(10));
  give('extendTo', row(20));
  focus.selectedId = 99;
  expect(selection.ranges).toEqual([{ firstId: 99, lastId: 99 }]);
  focus.selectedId = 20;
  focus.filter = { ...NO_FILTER, where: 'pump' };
  expect(selection.ranges).toEqual([{ firstId: 20, lastId: 20 }]);
  focus.filter = NO_FILTER;
  expect(selection.clear()).toBe(true);
  expect(selection.ranges).toEqual([{ firstId: 20, lastId: 20 }]);
  expect(selection.clear()).toBe(false);
});

it('agrees with a set of ids, whatever is added and taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (ids) => {
      const { selection, give } = onList();
      const expected = new Set<number>();
      for (const id of ids) {
        if (!expected.delete(id)) expected.add(id);
        give('toggle', row(id));
      }
      const all = Array.from({ length: 40 }, (_, index) => index + 1);
      const chosen = all.filter((id) => isChosen(selection.ranges, { firstId: id, lastId: id }));
      expect(chosen).toEqual(all.filter((id) => expected.has(id)));
    }),
  );
});

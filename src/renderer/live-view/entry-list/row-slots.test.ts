import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowSlots } from './row-slots.ts';

it('keeps the slot of a row that stays and gives that of one that left to one that came', () => {
  const slots = new RowSlots();
  expect(slots.assign([10, 11, 12])).toEqual([0, 1, 2]);
  expect(slots.assign([11, 12, 13])).toEqual([1, 2, 0]);
  expect(slots.assign([11, 12, 13])).toEqual([1, 2, 0]);
});

it('never gives one slot twice, and no more slots than there are rows at once', () => {
  const lists = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(lists, (all) => {
      const slots = new RowSlots();
      for (const ids of all) {
        const given = slots.assign(ids);
        expect(new Set(given).size).toBe(ids.length);
        expect(Math.max(-1, ...given)).toBeLessThan(12);
      }
    }),
  );
});

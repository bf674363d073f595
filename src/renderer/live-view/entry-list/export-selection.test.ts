import { expect, it } from 'vitest';
import { idAbove, idBelow } from '#contract/entry-id.ts';
import { whereOfSelection } from './export-selection.ts';

it.each([
  ['', [[5, 5]], 'id:5'],
  ['', [[1, 200]], 'id<=200'],
  ['unit:ssh', [[100, 200]], 'unit:ssh id>=100 id<=200'],
  ['', [[3.5, 3.5]], 'id:3.5'],
  ['', [[3.5, idBelow(9)]], 'id>=3.5 id<9'],
  ['', [[idAbove(3), 9.25]], 'id>3 id<=9.25'],
  ['a OR b', [[5, 5]], '(a OR b) id:5'],
  [
    ' fail ',
    [
      [3, 3],
      [5, 9],
      [12, 12],
    ],
    'fail (id>=5 id<=9 OR id:3,12)',
  ],
])('of %j the entries %j are asked for by %s', (where, chosen, expected) => {
  const ranges = chosen.map(([firstId = 0, lastId = 0]) => ({ firstId, lastId }));
  expect(whereOfSelection(where, ranges)).toBe(expected);
});

it('more ranges than one query can ask for are refused', () => {
  const scattered = (count: number, from = 1) =>
    Array.from({ length: count }, (_, index) => {
      const id = from + index * 2;
      return { firstId: id, lastId: id };
    });
  expect(whereOfSelection('', scattered(200))).toContain('id:1,3,5');
  expect(whereOfSelection('', scattered(201))).toBeNull();
  expect(whereOfSelection('x'.repeat(9_990), scattered(5, 1_000_000))).toBeNull();
});

import { expect, it } from 'vitest';
import { alignedColumns } from './aligned-columns.ts';

it('puts cells below each other and leaves nothing at the ends of lines', () => {
  expect(
    alignedColumns([
      ['#1', 'completed', 'a'],
      ['#10', 'paused', 'a long last cell'],
      ['#100', 'x', ''],
    ]),
  ).toEqual(['#1    completed  a', '#10   paused     a long last cell', '#100  x']);
  expect(alignedColumns([])).toEqual([]);
});

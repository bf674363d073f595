import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT_COLUMNS, EXPORT_COLUMNS } from '#contract/export-format.ts';
import {
  MOST_COLUMNS,
  areDefaultColumns,
  unchosenColumns,
  withColumn,
  withColumnAt,
  withColumnMoved,
  withoutColumn,
} from './column-order.ts';

const columns = fc.uniqueArray(fc.constantFrom<string[]>(...EXPORT_COLUMNS, 'ERRNO', '_CMDLINE'), {
  minLength: 1,
});

describe('the columns of a file', () => {
  it('offers what is not chosen, and nothing else', () => {
    expect(unchosenColumns(EXPORT_COLUMNS)).toEqual([]);
    expect(unchosenColumns(['message', 'ERRNO'])).toEqual(
      EXPORT_COLUMNS.filter((each) => each !== 'message'),
    );
  });

  it('adds a raw field once, without what was typed around it', () => {
    expect(withColumn(['time'], ' ERRNO ')).toEqual(['time', 'ERRNO']);
    expect(withColumn(['time', 'ERRNO'], 'ERRNO')).toEqual(['time', 'ERRNO']);
    expect(withColumn(['time'], '  ')).toEqual(['time']);
  });

  it('takes as many columns as a request can have, and no more', () => {
    const names = Array.from({ length: MOST_COLUMNS - 1 }, (_, index) => `FIELD_${String(index)}`);
    const full = withColumn(names, 'LAST');
    expect(full).toHaveLength(MOST_COLUMNS);
    expect(withColumn(full, 'ONE_MORE')).toHaveLength(MOST_COLUMNS);
  });

  it('moves a column and loses none', () => {
    fc.assert(
      fc.property(columns, fc.nat(), fc.integer({ min: -20, max: 20 }), (chosen, index, delta) => {
        const column = chosen[index % chosen.length] ?? '';
        const moved = withColumnMoved(chosen, column, delta);
        expect(moved.toSorted()).toEqual(chosen.toSorted());
        const to = Math.max(0, Math.min(chosen.length - 1, chosen.indexOf(column) + delta));
        expect(moved[to]).toBe(column);
        expect(withoutColumn(moved, column)).toEqual(withoutColumn(chosen, column));
      }),
    );
  });

  it('keeps the last column', () => {
    expect(withoutColumn(['time', 'message'], 'time')).toEqual(['message']);
    expect(withoutColumn(['message'], 'message')).toEqual(['message']);
  });

  it('drops a column where another one stands', () => {
    expect(withColumnAt(['a', 'b', 'c', 'd'], 'a', 'c')).toEqual(['b', 'c', 'a', 'd']);
    expect(withColumnAt(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c']);
    expect(withColumnAt(['a', 'b'], 'a', 'gone')).toEqual(['a', 'b']);
    expect(withColumnAt(['a', 'b'], 'gone', 'a')).toEqual(['a', 'b']);
  });

  it('knows its defaults, in their order', () => {
    expect(areDefaultColumns(DEFAULT_EXPORT_COLUMNS)).toBe(true);
    expect(areDefaultColumns(DEFAULT_EXPORT_COLUMNS.toReversed())).toBe(false);
  });
});

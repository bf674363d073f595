import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test('the median of an odd number of values is the middle one, of an even number the mean of both', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([3])).toBe(3);
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 40 }, (_, index) => index + 1);
  expect([percentile(values, 0.95), percentile(values, 0.5), percentile(values, 1)]).toEqual([38, 20, 40]);
  expect(percentile([7], 0.95)).toBe(7);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow(RangeError);
});

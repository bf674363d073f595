import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalNumber, wholeNumber } from './typed-number.ts';

it.each([
  ['1', 1],
  [' 1000000 ', 1_000_000],
  ['1,000,000', 1_000_000],
  ['1.000.000', 1_000_000],
  ['1 000 000', 1_000_000],
  ["1'000'000", 1_000_000],
  ['1_000_000', 1_000_000],
  ['0', 0],
  ['', null],
  ['1,00', null],
  ['1,000.000', null],
  ['1.5', null],
  ['-1', null],
  ['1e6', null],
  ['ten', null],
  ['9999999999999999', null],
])('reads %j as the whole number %j', (typed, number) => {
  expect(wholeNumber(typed)).toBe(number);
});

it('reads every number that the page writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (number) => {
      expect(wholeNumber(String(number))).toBe(number);
      expect(wholeNumber(number.toLocaleString('en'))).toBe(number);
      expect(wholeNumber(number.toLocaleString('de'))).toBe(number);
    }),
  );
});

it.each([
  ['100', 100],
  ['0.5', 0.5],
  ['0,5', 0.5],
  ['.5', 0.5],
  ['1.', null],
  ['', null],
  ['-1', null],
  ['1e3', null],
  ['1.000.000', null],
])('reads %j as the decimal number %j', (typed, number) => {
  expect(decimalNumber(typed)).toBe(number);
});

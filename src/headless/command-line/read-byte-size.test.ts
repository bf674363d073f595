import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readByteSize } from './read-byte-size.ts';

function read(text: string): number | string | undefined {
  try {
    return readByteSize({ size: text }, 'size', 1000);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

it.each([
  ['1000', 1000],
  ['1000B', 1000],
  ['25MB', 25_000_000],
  ['25 mb', 25_000_000],
  ['1.5kB', 1500],
  ['1KiB', 1024],
  ['1GiB', 1_073_741_824],
  ['0.5 GiB', 536_870_912],
  ['2TB', 2_000_000_000_000],
  ['1tib', 1_099_511_627_776],
])('takes %j for %i bytes', (text, bytes) => {
  expect(read(text)).toBe(bytes);
});

it.each(['', 'B', '25M', '25 megabytes', '-1MB', '1e6', '1,000', '0x400', '1.MB', 'NaN'])(
  'takes %j for no size',
  (text) => {
    expect(read(text)).toBe(`--size "${text}" is no size`);
  },
);

it('has a smallest and a largest size', () => {
  expect(read('999')).toBe('--size "999" is less than 1000 bytes');
  expect(read('9000TiB')).toBe('--size "9000TiB" is more than can be counted');
  expect(readByteSize({}, 'size', 1000)).toBeUndefined();
});

it('reads what it would write itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
      expect(read(String(bytes))).toBe(bytes);
    }),
  );
});

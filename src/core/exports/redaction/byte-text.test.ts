import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfText, textOfBytes } from './byte-text.ts';

it('gives back any bytes', () => {
  const bytes = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text.toWellFormed())),
        fc.uint8Array({ maxLength: 5 }),
        // Cut sequences, surrogates, overlong and too large ones.
        fc.constantFrom(
          [0xc3],
          [0xe2, 0x82],
          [0xf0, 0x9f, 0x98],
          [0xed, 0xa0, 0x80],
          [0xed, 0xb2, 0x80],
          [0xc0, 0xaf],
          [0xf5, 0x80],
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part))));
  fc.assert(
    fc.property(bytes, (value) => {
      expect(bytesOfText(textOfBytes(value))).toEqual(value);
    }),
    { numRuns: 3000 },
  );
});

it('reads what is UTF-8 as such between what is none', () => {
  const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from('ß😀'), Buffer.from([0xc3, 0x28])]);
  expect(textOfBytes(bytes)).toBe('\udcffß😀\udcc3(');
});

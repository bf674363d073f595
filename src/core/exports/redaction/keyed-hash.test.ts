import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyedHash } from './keyed-hash.ts';

it('is HMAC-SHA-256 of the text in UTF-16, whatever its length', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 600 }))
      .map(([piece, times]) => piece.repeat(times)),
    fc.constantFrom('', 'x'.repeat(511), 'x'.repeat(512), 'x'.repeat(513), '\udc80\ud800'),
  );
  fc.assert(
    fc.property(key, fc.array(text, { minLength: 1, maxLength: 4 }), (bytes, texts) => {
      const hash = new KeyedHash(bytes);
      for (const each of texts) {
        const expected = createHmac('sha256', bytes).update(Buffer.from(each, 'utf16le')).digest('binary');
        expect(hash.digest(each)).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});

it('wants a key of 32 bytes, and keeps its own copy', () => {
  expect(() => new KeyedHash(Buffer.alloc(31))).toThrow(RangeError);
  const key = Buffer.alloc(32, 7);
  const hash = new KeyedHash(key);
  const before = [hash.digest('x'), hash.digest('x'.repeat(1000))];
  key.fill(0);
  expect([hash.digest('x'), hash.digest('x'.repeat(1000))]).toEqual(before);
});

import { isUtf8 } from 'node:buffer';
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

it('holds sixteen megabytes of noise without many times their memory', () => {
  const noise = Buffer.alloc(16 * 1024 * 1024);
  for (let at = 0; at < noise.length; at += 1) noise[at] = (at * 197 + (at >>> 7)) & 0xff;
  const before = process.memoryUsage.rss();
  const text = textOfBytes(noise);
  const back = bytesOfText(`${text}x`);
  expect(back.length).toBe(noise.length + 1);
  expect(back.subarray(0, -1).equals(noise)).toBe(true);
  // The text and the bytes in between are 100 MB; a part for each byte would be a thousand.
  expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
});

it('tells the same bytes from others as Node does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (value) => {
      const text = textOfBytes(Buffer.from(value));
      expect(/[\udc80-\udcff]/.test(text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, ''))).toBe(
        !isUtf8(value),
      );
    }),
    { numRuns: 3000 },
  );
});

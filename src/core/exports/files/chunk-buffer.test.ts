import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkBuffer } from './chunk-buffer.ts';

describe('ChunkBuffer', () => {
  it('hands on every byte once and in order, in chunks that fit unless one value does not', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 32 }), (pieces, sizeBytes) => {
        const chunks: Buffer[] = [];
        const buffer = new ChunkBuffer(sizeBytes, (chunk) => chunks.push(Buffer.from(chunk)));
        for (const value of pieces) {
          if (typeof value === 'string') buffer.addText(value);
          else buffer.addBytes(value);
        }
        buffer.flush();
        const expected = Buffer.concat(pieces.map((value) => Buffer.from(value)));
        expect(Buffer.concat(chunks)).toEqual(expected);
        expect(buffer.bytesAdded).toBe(expected.length);
        expect(
          chunks.every((chunk) => chunk.length > 0 && chunk.length <= Math.max(sizeBytes, 40 * 32)),
        ).toBe(true);
      }),
    );
  });
});

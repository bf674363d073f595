import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportOutput } from './export-format.ts';
import { ParquetOutput } from './parquet-output.ts';

function collecting(): ExportOutput & { bytes: () => Buffer; most: () => number } {
  const pieces: Buffer[] = [];
  return {
    addText: (text) => void pieces.push(Buffer.from(text)),
    addBytes: (bytes) => void pieces.push(Buffer.from(bytes)),
    bytes: () => Buffer.concat(pieces),
    most: () => Math.max(...pieces.map((piece) => piece.length)),
  };
}

it('hands everything on in order, and knows the place in the file', () => {
  const sizes = fc.oneof(fc.nat(10), fc.constantFrom(65_535, 65_536, 65_537, 200_000));
  fc.assert(
    fc.property(fc.array(fc.tuple(sizes, fc.boolean()), { maxLength: 12 }), (pieces) => {
      const output = collecting();
      const writer = new ParquetOutput(output);
      const expected: Buffer[] = [];
      for (const [index, [size, isFlushed]] of pieces.entries()) {
        const bytes = Buffer.alloc(size, index);
        writer.appendUint32(index);
        writer.appendBytes(bytes);
        expected.push(Buffer.from([index, 0, 0, 0]), bytes);
        if (isFlushed) writer.flush();
        expect(writer.offset).toBe(Buffer.concat(expected).length);
      }
      writer.finish();
      expect(output.bytes().equals(Buffer.concat(expected))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('holds little, however small the pieces are', () => {
  const output = collecting();
  const writer = new ParquetOutput(output);
  for (let piece = 0; piece < 1000; piece += 1) writer.appendBytes(Buffer.alloc(1000));
  expect(writer.index).toBeLessThan(65_536);
  writer.finish();
  expect(output.bytes()).toHaveLength(1_000_000);
  expect(output.most()).toBeLessThan(65_536 + 1000);
});

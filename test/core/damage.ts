import * as fc from 'fast-check';

/** One thing that goes wrong with a text on its way. */
interface Damage {
  kind: 'flip' | 'delete' | 'insert' | 'repeat' | 'truncate';
  /** Where, as a share of the text. */
  at: number;
  size: number;
  bytes: Uint8Array;
}

/** One to five damages; what is inserted is bytes of any kind or a piece of the text's own grammar. */
export function damages(grammar: readonly Uint8Array[]): fc.Arbitrary<Damage[]> {
  const damage: fc.Arbitrary<Damage> = fc.record({
    kind: fc.constantFrom('flip', 'delete', 'insert', 'insert', 'repeat', 'truncate'),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    size: fc.integer({ min: 1, max: 400 }),
    bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.constantFrom(...grammar)),
  });
  return fc.array(damage, { minLength: 1, maxLength: 5 });
}

/** The sizes of chunks, which repeat: from single bytes to more than an entry. */
export const pieceSizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 });

/** The text, damaged by one after another. */
export function applyDamage(text: Buffer, all: readonly Damage[]): Buffer {
  return all.reduce<Buffer>((damaged, damage) => applyOne(damaged, damage), text);
}

function applyOne(text: Buffer, { kind, at, size, bytes }: Damage): Buffer {
  const start = Math.floor(at * text.length);
  const before = text.subarray(0, start);
  switch (kind) {
    case 'flip': {
      const flipped = Buffer.from(text);
      for (const [index, byte] of bytes.entries()) {
        if (start + index < text.length) flipped[start + index] = (flipped[start + index] ?? 0) ^ byte;
      }
      return flipped;
    }
    case 'delete':
      return Buffer.concat([before, text.subarray(start + size)]);
    case 'insert':
      return Buffer.concat([before, bytes, text.subarray(start)]);
    case 'repeat':
      return Buffer.concat([before, text.subarray(start, start + size), text.subarray(start)]);
    case 'truncate':
      return before;
  }
}

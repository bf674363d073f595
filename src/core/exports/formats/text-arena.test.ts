import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileValue } from '../../../../test/exports/hostile-values.ts';
import { TextArena } from './text-arena.ts';

describe('TextArena', () => {
  it('keeps every text until it is cleared, also those for which there is no room', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(hostileValue, { maxLength: 30 }), (sizeBytes, values) => {
        const arena = new TextArena(sizeBytes);
        for (let round = 0; round < 2; round += 1) {
          const texts = values.map((value) => arena.add(value));
          const expected = values.map((value) => Buffer.from(value.toString('utf8')));
          expect(texts.map((text) => Buffer.from(text))).toEqual(expected);
          expect(arena.usedBytes).toBe(Buffer.concat(expected).length);
          arena.clear();
          expect(arena.usedBytes).toBe(0);
        }
      }),
    );
  });

  it('uses its memory again', () => {
    const arena = new TextArena(300);
    const first = arena.add('x'.repeat(100));
    arena.clear();
    expect(arena.add('y'.repeat(100)).buffer).toBe(first.buffer);
    // What might need more than what is left has memory of its own.
    expect(arena.add('z'.repeat(67)).buffer).not.toBe(first.buffer);
    expect(arena.add('z'.repeat(66)).buffer).toBe(first.buffer);
    expect(arena.usedBytes).toBe(233);
  });
});

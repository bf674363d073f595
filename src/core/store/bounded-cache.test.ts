import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

it('holds what was set last', () => {
  const cache = new BoundedCache<string, number>(4);
  cache.set('a', 1);
  cache.set('a', 2);
  expect(cache.get('a')).toBe(2);
  expect(cache.get('b')).toBeUndefined();
  cache.clear();
  expect(cache.get('a')).toBeUndefined();
});

it('refuses to be too small to hold anything', () => {
  expect(() => new BoundedCache(1)).toThrow(RangeError);
});

it('never answers wrongly, never holds more than its capacity, and always knows the newest', () => {
  const turns = fc.array(fc.tuple(fc.boolean(), fc.nat(30)), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), turns, (capacity, all) => {
      const cache = new BoundedCache<number, number>(capacity);
      const truth = new Map<number, number>();
      for (const [turn, [isSet, key]] of all.entries()) {
        if (isSet) {
          cache.set(key, turn);
          truth.set(key, turn);
          expect(cache.get(key)).toBe(turn);
        } else expect([undefined, truth.get(key)]).toContain(cache.get(key));
      }
      const held = [...truth.keys()].filter((key) => new Set([truth.get(key)]).has(cache.get(key)));
      // Looking may move keys, never add any.
      expect(held.length).toBeLessThanOrEqual(capacity + 1);
    }),
  );
});

it('keeps what is asked for again and again', () => {
  const cache = new BoundedCache<number, string>(10);
  cache.set(0, 'kept');
  for (let key = 1; key < 1000; key += 1) {
    cache.set(key, 'other');
    expect(cache.get(0)).toBe('kept');
  }
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Triggers } from './triggers.ts';

describe('triggers', () => {
  it('know what stands in a text, how often and where', () => {
    const texts = fc.array(fc.stringMatching(/^[ab.]{2,4}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.stringMatching(/^[abc.]{0,30}$/), { maxLength: 3 }),
        (literals, scanned) => {
          const triggers = new Triggers();
          const placed = triggers.watchPlaces([...new Set(literals)]);
          const dot = triggers.watch('.');
          for (const text of scanned) {
            triggers.scan(text);
            const expected = [...text].flatMap((_, at) =>
              [...new Set(literals)]
                .filter((literal) => text.startsWith(literal, at))
                .toSorted((one, other) => other.length - one.length)
                .map((literal) => [at, literal]),
            );
            expect(placed.places.map((at, index) => [at, placed.literals[index]])).toEqual(expected);
            expect(placed.count).toBe(expected.length);
            expect(dot.count).toBe(text.split('.').length - 1);
          }
        },
      ),
    );
  });

  it('have no case where it does not count', () => {
    const triggers = new Triggers();
    const name = triggers.watchPlaces(['alice'], true);
    triggers.scan('alice ALICE Alice aLiCe alic');
    expect(name.places).toEqual([0, 6, 12, 18]);
    expect(new Set(name.literals)).toEqual(new Set(['alice']));
  });

  it('share a character, and refuse a text too short to have a beginning', () => {
    const triggers = new Triggers();
    expect(triggers.watch('@')).toBe(triggers.watch('@'));
    expect(() => triggers.watch('@', 'ab')).toThrow(RangeError);
    expect(() => triggers.watchPlaces([''])).toThrow(RangeError);
  });
});

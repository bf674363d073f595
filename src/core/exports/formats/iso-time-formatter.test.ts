import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { IsoTimeFormatter } from './iso-time-formatter.ts';

it('writes times in any order with all six digits', () => {
  const formatter = new IsoTimeFormatter();
  const latest = Number.MAX_SAFE_INTEGER - 3_000_000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: latest }), fc.nat(3_000_000), (first, later) => {
      for (const unixUs of [first, first + later]) {
        const milliseconds = new Date(Math.floor(unixUs / 1000)).toISOString().slice(0, -1);
        const expected = `${milliseconds}${String(unixUs % 1000).padStart(3, '0')}Z`;
        expect(formatter.format(unixUs)).toBe(expected);
      }
    }),
  );
});

import { expect, it } from 'vitest';
import { conservation } from './conservation.ts';

const COUNTERS = { received: 20, stored: 12, quarantined: 1, dropped: 2, duplicates: 3, inFlight: 2 };

it('is even when every entry is accounted for, and says how many are not', () => {
  expect(conservation(COUNTERS).difference).toBe(0);
  expect(conservation({ ...COUNTERS, stored: 11 }).difference).toBe(1);
});

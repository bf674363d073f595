import { expect, it } from 'vitest';
import { rangeSince } from './quick-ranges.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 16, 18, 12, 345);

it('begins where its name says, at a whole second', () => {
  expect(rangeSince('hour', NOW_MS, 'utc')).toBe(Date.UTC(2026, 10, 22, 15, 18, 12) * 1_000);
  expect(rangeSince('today', NOW_MS, 'utc')).toBe(Date.UTC(2026, 10, 22) * 1_000);
  expect(rangeSince('week', NOW_MS, 'utc')).toBe(Date.UTC(2026, 10, 15, 16, 18, 12) * 1_000);
  expect(rangeSince('all', NOW_MS, 'utc')).toBeNull();
});

import { expect, test } from 'vitest';
import { BackOff, TOOL_BACK_OFF } from './back-off.ts';

test('pauses double from a quarter of a second to half a minute', () => {
  const backOff = new BackOff(TOOL_BACK_OFF);
  const pauses = Array.from({ length: 10 }, () => backOff.pauseAfter(0));
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('a run that lasted long enough is forgiven, a shorter one is not', () => {
  const backOff = new BackOff({ firstMs: 10, longestMs: 100, healthyAfterMs: 1000 });
  expect([backOff.pauseAfter(0), backOff.pauseAfter(999), backOff.pauseAfter(1000)]).toEqual([10, 20, 10]);
});

import { describe, expect, it } from 'vitest';
import { RestartLimit } from './restart-limit.ts';

describe('RestartLimit', () => {
  it('waits twice as long after each death and gives up after the fifth within a minute', () => {
    const limit = new RestartLimit();
    const delaysMs = [0, 1, 2, 3, 4, 5].map((nowMs) => limit.countDeath(nowMs));
    expect(delaysMs).toEqual([250, 500, 1000, 2000, 4000, undefined]);
  });

  it('forgets deaths that are a minute old', () => {
    const limit = new RestartLimit();
    for (let death = 0; death < 5; death += 1) limit.countDeath(death);
    expect(limit.countDeath(60_004)).toBe(250);
  });
});

import { describe, expect, it } from 'vitest';
import { countMatches } from './count-matches.ts';

/** A store in which every third entry matches; counting takes so long for each id. */
function storeOf(msPerId: number) {
  const steps: number[] = [];
  const clock = { ms: 0 };
  const count = ({ afterId, lastId }: { afterId: number; lastId: number }) => {
    steps.push(lastId - afterId);
    clock.ms += (lastId - afterId) * msPerId;
    return Math.floor(lastId / 3) - Math.floor(afterId / 3);
  };
  return { steps, nowMs: () => clock.ms, store: { count } };
}

const go = async () => Promise.resolve();

describe('counting', () => {
  it.each([
    [0, 0],
    [5, 5],
    [0, 1],
    [0, 20_000],
    [0, 20_001],
    [7, 3_000_000],
  ])('from %i to %i finds every match once', async (afterId, lastId) => {
    const { store, nowMs, steps } = storeOf(0.0001);
    const found = await countMatches(store, { query: {}, afterId, lastId }, go, nowMs);
    expect(found).toBe(Math.floor(lastId / 3) - Math.floor(afterId / 3));
    expect(steps.reduce((sum, ids) => sum + ids, 0)).toBe(lastId - afterId);
  });

  it('takes steps that are not long, whatever a step costs', async () => {
    for (const msPerId of [0.00001, 0.001, 0.005]) {
      const { store, nowMs, steps } = storeOf(msPerId);
      await countMatches(store, { query: {}, afterId: 0, lastId: 2_000_000 }, go, nowMs);
      expect(Math.max(...steps.slice(1)) * msPerId).toBeLessThan(60);
    }
  });

  it('ends where it is told to', async () => {
    const { store, nowMs, steps } = storeOf(1);
    const stop = async () => Promise.reject(new Error('enough'));
    await expect(
      countMatches(store, { query: {}, afterId: 0, lastId: 1_000_000 }, stop, nowMs),
    ).rejects.toThrow('enough');
    expect(steps).toHaveLength(1);
  });
});

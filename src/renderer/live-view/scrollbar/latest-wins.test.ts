import { expect, it } from 'vitest';
import { LatestWins } from './latest-wins.ts';

it('runs one at a time, and of those that come meanwhile only the last', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const latest = new LatestWins<number>((wish) => {
    begun.push(wish);
    return new Promise((resolve) => ends.push(resolve));
  });
  latest.ask(1);
  latest.ask(2);
  latest.ask(3);
  expect(begun).toEqual([1]);
  const settled = latest.settled();
  ends[0]?.();
  await expect.poll(() => begun).toEqual([1, 3]);
  ends[1]?.();
  await settled;
  latest.ask(4);
  expect(begun).toEqual([1, 3, 4]);
});

it('has nothing to wait for when nothing was asked', async () => {
  await expect(new LatestWins(() => Promise.resolve()).settled()).resolves.toBeUndefined();
});

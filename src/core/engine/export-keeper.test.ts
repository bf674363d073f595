import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { ExportKeeper } from './export-keeper.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An export worker that is or is not there, and a store with or without work. */
function places() {
  const world = { isRunning: false, hasWork: false, isBusy: false, looks: 0 };
  const keeper = new ExportKeeper({
    exports: {
      get isRunning() {
        return world.isRunning;
      },
      keep: () => (world.isRunning = true),
      caughtUp: () => undefined,
    },
    hasWork: async () => {
      world.looks += 1;
      if (world.isBusy) throw new AppError('database.locked', 'busy');
      return Promise.resolve(world.hasWork);
    },
  });
  return { world, keeper };
}

it('starts the worker at once where there is something to do', async () => {
  const { world, keeper } = places();
  world.hasWork = true;
  keeper.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(world.isRunning).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(world.looks).toBe(1);
  keeper.stop();
});

it('notices within ten seconds that another process saved a recurring export, over a store that was busy', async () => {
  const { world, keeper } = places();
  keeper.start();
  await vi.advanceTimersByTimeAsync(25_000);
  world.isBusy = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([world.isRunning, world.looks]).toEqual([false, 4]);
  Object.assign(world, { isBusy: false, hasWork: true });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(world.isRunning).toBe(true);
  keeper.stop();
});

it('does nothing after it was stopped', async () => {
  const { world, keeper } = places();
  world.hasWork = true;
  keeper.start();
  keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([world.isRunning, vi.getTimerCount()]).toEqual([false, 0]);
});

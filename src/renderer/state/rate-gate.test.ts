import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RateGate } from './rate-gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('runs the first request at once', () => {
  const task = vi.fn<() => Promise<void>>(() => Promise.resolve());
  new RateGate(task, { minIntervalMs: 100 }).request();
  expect(task).toHaveBeenCalledTimes(1);
});

it('makes one run of all requests that come too early', async () => {
  const task = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const gate = new RateGate(task, { minIntervalMs: 100 });
  gate.request();
  await vi.advanceTimersByTimeAsync(10);
  for (let request = 0; request < 5; request += 1) gate.request();
  await vi.advanceTimersByTimeAsync(89);
  expect(task).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(task).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(task).toHaveBeenCalledTimes(2);
});

it('never runs twice at once, and runs again for what was asked meanwhile', async () => {
  const finished: (() => void)[] = [];
  const task = vi.fn<() => Promise<void>>(() => new Promise<void>((resolve) => finished.push(resolve)));
  const gate = new RateGate(task, { minIntervalMs: 10 });
  gate.request();
  await vi.advanceTimersByTimeAsync(500);
  gate.request();
  gate.request();
  expect(task).toHaveBeenCalledTimes(1);
  finished[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(task).toHaveBeenCalledTimes(2);
});

it('rests in proportion to how long a run took', async () => {
  const task = vi.fn<() => Promise<void>>(
    () => new Promise<void>((resolve) => void setTimeout(resolve, 200)),
  );
  const gate = new RateGate(task, { minIntervalMs: 100, restFactor: 4 });
  gate.request();
  await vi.advanceTimersByTimeAsync(200);
  gate.request();
  await vi.advanceTimersByTimeAsync(799);
  expect(task).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(task).toHaveBeenCalledTimes(2);
});

it('rests no longer than it may', async () => {
  const task = vi.fn<() => Promise<void>>(
    () => new Promise<void>((resolve) => void setTimeout(resolve, 2_000)),
  );
  const gate = new RateGate(task, { minIntervalMs: 100, restFactor: 4, maxRestMs: 1_000 });
  gate.request();
  await vi.advanceTimersByTimeAsync(2_000);
  gate.request();
  await vi.advanceTimersByTimeAsync(999);
  expect(task).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(task).toHaveBeenCalledTimes(2);
});

it('starts nothing after it is closed', async () => {
  const task = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const gate = new RateGate(task, { minIntervalMs: 100 });
  gate.request();
  await vi.advanceTimersByTimeAsync(1);
  gate.request();
  gate.close();
  await vi.advanceTimersByTimeAsync(1_000);
  gate.request();
  expect(task).toHaveBeenCalledTimes(1);
});

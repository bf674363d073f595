import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs at once after a pause, and at most once in an interval', () => {
  const action = vi.fn<() => void>();
  const throttle = new Throttle(100, action);
  throttle.request();
  expect(action).toHaveBeenCalledTimes(1);
  for (let request = 0; request < 50; request += 1) throttle.request();
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(99);
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(2);
  throttle.request();
  expect(action).toHaveBeenCalledTimes(3);
});

it('never runs more often than asked, and never forgets the last request', () => {
  const ranAtMs: number[] = [];
  const throttle = new Throttle(100, () => ranAtMs.push(performance.now()));
  const startMs = performance.now();
  for (let turn = 0; turn < 100; turn += 1) {
    throttle.request();
    vi.advanceTimersByTime(7);
  }
  vi.advanceTimersByTime(100);
  for (const [index, atMs] of ranAtMs.entries()) {
    if (index > 0) expect(atMs - (ranAtMs[index - 1] ?? 0)).toBeGreaterThanOrEqual(100);
  }
  expect(ranAtMs.at(-1)).toBeGreaterThanOrEqual(startMs + 99 * 7);
});

it('runs now when it must, and a run that was due is not needed any more', () => {
  const action = vi.fn<() => void>();
  const throttle = new Throttle(100, action);
  throttle.request();
  throttle.request();
  throttle.now();
  expect(action).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(2);
});

it('flushes what is due and nothing else', () => {
  const action = vi.fn<() => void>();
  const throttle = new Throttle(100, action);
  throttle.flush();
  expect(action).not.toHaveBeenCalled();
  throttle.request();
  throttle.request();
  throttle.flush();
  expect(action).toHaveBeenCalledTimes(2);
  throttle.flush();
  expect(action).toHaveBeenCalledTimes(2);
});

it('that is cancelled leaves no timer', () => {
  const action = vi.fn<() => void>();
  const throttle = new Throttle(100, action);
  throttle.request();
  throttle.request();
  throttle.cancel();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(action).toHaveBeenCalledTimes(1);
});

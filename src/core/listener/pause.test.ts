import { expect, it, onTestFinished, vi } from 'vitest';
import { Pause } from './pause.ts';

const LONG_MS = 60_000;

function fakeTime(): void {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

/** Whether a wait is over now, without waiting for it. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

it('lasts its time', async () => {
  fakeTime();
  const wait = new Pause().wait(LONG_MS);
  await vi.advanceTimersByTimeAsync(LONG_MS - 1);
  expect(await isOver(wait)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(wait)).toBe(true);
});

it('ended early is over at once and leaves no timer; the next one lasts its time again', async () => {
  fakeTime();
  const pause = new Pause();
  const first = pause.wait(LONG_MS);
  pause.end();
  expect(await isOver(first)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  expect(await isOver(pause.wait(LONG_MS))).toBe(false);
});

it('closed ends the wait there is and lets none begin', async () => {
  fakeTime();
  const pause = new Pause();
  const first = pause.wait(LONG_MS);
  pause.close();
  expect(await isOver(first)).toBe(true);
  expect(await isOver(pause.wait(LONG_MS))).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

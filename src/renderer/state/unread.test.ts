import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
import type { Attention } from './unread.ts';
import { UnreadModel } from './unread.ts';

const MINUTE_US = 60_000_000;

let log: MemoryLog;
let nowUnixUs: number;

/** A page that the user looks at or not. */
class TestAttention implements Attention {
  #listener: (() => void) | undefined;
  #isLooking: boolean;

  constructor(isLooking: boolean) {
    this.#isLooking = isLooking;
  }

  isLooking(): boolean {
    return this.#isLooking;
  }

  subscribe(listener: () => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }

  set(isLooking: boolean): void {
    this.#isLooking = isLooking;
    this.#listener?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  log = new MemoryLog();
  nowUnixUs = 1_000_000 * MINUTE_US;
});

afterEach(() => {
  vi.useRealTimers();
});

function open(attention: Attention): UnreadModel {
  const unread = new UnreadModel(log, attention, () => nowUnixUs);
  log.subscribe('entries.stored', ((stored: { lastId: number }) => {
    unread.noticeStored(stored.lastId);
  }) as never);
  return unread;
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10_000);
}

it('tells what came since the last run, also what is read from the log only after the start', async () => {
  log.store(10);
  log.lastLook = { entryId: 10, atUnixUs: nowUnixUs - 60 * MINUTE_US };
  const unread = open(new TestAttention(true));
  await unread.start(10);
  await settle();
  expect(unread.state.get()).toBeNull();
  log.store(3, 3);
  await settle();
  expect(unread.state.get()).toMatchObject({ afterId: 10, counts: [0, 0, 0, 3, 0, 0, 0, 0] });
});

it('tells what came while the page was out of sight', async () => {
  log.store(5);
  const attention = new TestAttention(true);
  const unread = open(attention);
  await unread.start(5);
  attention.set(false);
  log.store(2, 4);
  nowUnixUs += 5 * MINUTE_US;
  attention.set(true);
  await settle();
  expect(unread.state.get()).toMatchObject({ afterId: 5, counts: [0, 0, 0, 0, 2, 0, 0, 0] });
  unread.dismiss();
  expect(unread.state.get()).toBeNull();
});

it('says nothing of a glance at another window', async () => {
  const attention = new TestAttention(true);
  const unread = open(attention);
  await unread.start(0);
  attention.set(false);
  log.store(2, 3);
  nowUnixUs += MINUTE_US / 2;
  attention.set(true);
  await settle();
  expect(unread.state.get()).toBeNull();
});

it('says nothing at the very first start', async () => {
  log.store(100, 3);
  const unread = open(new TestAttention(true));
  await unread.start(100);
  await settle();
  expect(unread.state.get()).toBeNull();
});

it('keeps in the store how far the user has looked, and not while nobody looks', async () => {
  const attention = new TestAttention(true);
  const unread = open(attention);
  await unread.start(0);
  log.store(3);
  await settle();
  const told = log.calls.filter(({ method }) => method === 'lastLook.set').length;
  expect(told).toBeGreaterThan(0);
  attention.set(false);
  log.store(3);
  await settle();
  expect(log.calls.filter(({ method }) => method === 'lastLook.set')).toHaveLength(told);
});

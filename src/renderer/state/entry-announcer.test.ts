import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
import type { EntryFilter } from './entry-filter.ts';
import { NO_FILTER } from './entry-filter.ts';
import { EntryAnnouncer } from './entry-announcer.ts';

let log: MemoryLog;
let announcer: EntryAnnouncer;
let said: { atMs: number; text: string }[];
let isListening: boolean;
let filter: EntryFilter;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  log = new MemoryLog();
  log.store(10, 3);
  said = [];
  isListening = true;
  filter = NO_FILTER;
  announcer = new EntryAnnouncer(log, { isListening: () => isListening, filter: () => filter });
  log.subscribe('entries.stored', ((stored: never) => {
    announcer.noticeStored(stored);
  }) as never);
  announcer.current.subscribe(() => {
    said.push({ atMs: Date.now(), text: announcer.current.get()?.text ?? '' });
  });
});

afterEach(() => {
  announcer.close();
  vi.useRealTimers();
});

function words(): string[] {
  return said.map(({ text }) => text);
}

it('tells errors and warnings that came in, not those that were there', async () => {
  log.store(1, 3);
  log.store(2, 2);
  log.store(1, 4);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(words()).toEqual(['3 new errors, 1 new warning']);
});

it('says nothing of other entries', async () => {
  log.store(100, 6);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(words()).toEqual([]);
});

it('makes one number of a flood, every five seconds at most', async () => {
  for (let second = 0; second < 60; second += 1) {
    log.store(1_000, 3);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said.length).toBeLessThanOrEqual(13);
  const pauses = said.slice(1).map(({ atMs }, index) => atMs - (said[index]?.atMs ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5_000);
  const told = words().map((text) => Number(text.replace(/\D/g, '')));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(60_000);
});

it('says nothing while nobody listens, and nothing of it later', async () => {
  isListening = false;
  log.store(5, 3);
  await vi.advanceTimersByTimeAsync(10_000);
  isListening = true;
  log.store(1, 4);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(words()).toEqual(['1 new warning']);
});

it('stays silent when the user turns away before it could speak', async () => {
  log.store(1, 3);
  isListening = false;
  await vi.advanceTimersByTimeAsync(10_000);
  isListening = true;
  log.store(1, 4);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(words()).toEqual(['1 new warning']);
});

it('tells only what the view shows', async () => {
  filter = { ...NO_FILTER, severities: [4], where: 'pump' };
  log.store(2, 3, 'pump failed');
  log.store(1, 4, 'pump is slow');
  log.store(1, 4, 'valve is slow');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(words()).toEqual(['1 new warning']);
});

it('tells what came in while it was asking', async () => {
  const letGo = log.holdBack('entries.summarise');
  log.store(1, 3);
  await vi.advanceTimersByTimeAsync(1_000);
  log.store(1, 3);
  letGo();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(words()).toEqual(['2 new errors']);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import { LiveSummaryModel } from './live-summary.ts';

let log: MemoryLog;
let filter: EntryFilter;
let summary: LiveSummaryModel;

beforeEach(() => {
  vi.useFakeTimers();
  log = new MemoryLog();
  filter = NO_FILTER;
  summary = new LiveSummaryModel(
    log,
    () => filter,
    (problem) => {
      throw problem;
    },
  );
  log.subscribe('entries.stored', ((stored: { lastId: number }) => {
    summary.noticeStored(stored.lastId);
  }) as never);
});

afterEach(() => {
  summary.close();
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2_000);
}

function total(): number {
  return (summary.state.get().bySeverity ?? []).reduce((sum, count) => sum + count, 0);
}

it('counts a long log in pieces, says how far it has come, and ends exact', async () => {
  log.store(10_000);
  log.entriesPerBudget = 3_000;
  const shares: number[] = [];
  summary.state.subscribe(() => {
    shares.push(summary.state.get().countedShare);
  });
  summary.restart();
  await settle();
  expect(shares.slice(0, 4)).toEqual([0.3, 0.6, 0.9, 1]);
  expect(summary.state.get()).toMatchObject({ isCounting: false, lastId: 10_000 });
  expect(total()).toBe(10_000);
});

it('outlines a log that it has not seen before coarsely enough for the scrollbar', async () => {
  log.store(100_000);
  const fresh = new LiveSummaryModel(
    log,
    () => filter,
    (problem) => {
      throw problem;
    },
  );
  fresh.restart();
  await settle();
  expect(fresh.state.get().outline?.idsPerBucket).toBe(64);
  fresh.close();
});

it('then counts only what is new', async () => {
  log.store(1_000);
  summary.restart();
  await settle();
  log.calls.length = 0;
  log.store(5, 3);
  await settle();
  expect(summary.state.get().bySeverity).toEqual([0, 0, 0, 5, 0, 0, 1_000, 0]);
  expect(log.calls).toHaveLength(1);
});

it('counts what came in during a long count, once', async () => {
  log.store(10_000);
  log.entriesPerBudget = 4_000;
  summary.restart();
  log.store(7);
  await settle();
  expect(total()).toBe(10_007);
});

it('counts what is new within a second or so, however long the first count took', async () => {
  log.store(1_000);
  const answer = log.holdBack('entries.summarise');
  summary.restart();
  await vi.advanceTimersByTimeAsync(5_000);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  log.store(5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(total()).toBe(1_005);
});

it('counts anew for another search and not for other severities', async () => {
  log.store(10, 6, 'ssh');
  log.store(10, 6, 'cron');
  summary.restart();
  await settle();
  log.calls.length = 0;
  filter = { ...NO_FILTER, severities: [3] };
  summary.noticeFilter();
  await settle();
  expect(log.calls).toHaveLength(0);
  filter = { ...NO_FILTER, where: 'ssh' };
  summary.noticeFilter();
  await settle();
  expect(total()).toBe(10);
});

it('gives up the count of a search that is not wanted any more', async () => {
  log.store(100, 6, 'ssh');
  const answer = log.holdBack('entries.summarise');
  filter = { ...NO_FILTER, where: 'cron' };
  summary.restart();
  filter = { ...NO_FILTER, where: 'ssh' };
  summary.noticeFilter();
  answer();
  await settle();
  expect(total()).toBe(100);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import { atTop } from './list-position.ts';
import { LiveFeed } from './live-feed.ts';

let log: MemoryLog;
let feed: LiveFeed;

beforeEach(() => {
  vi.useFakeTimers();
  log = new MemoryLog();
  feed = new LiveFeed(log);
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

async function start(entries: number): Promise<void> {
  log.store(entries);
  feed.start();
  await settle();
}

/** Lets everything happen that is due within a second. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000);
}

function shownIds(): number[] {
  return feed.state.get().window.rows.map((row) => row.id);
}

describe('a search that takes long', () => {
  it('shows its first hits at once, goes on by itself and says how far it has come', async () => {
    log.store(1, 6, 'needle');
    log.store(5_000);
    log.store(1, 6, 'needle');
    log.entriesPerBudget = 1_000;
    await start(10);
    const seen: { hits: number; searching: unknown }[] = [];
    feed.state.subscribe(() => {
      seen.push({ hits: shownIds().length, searching: feed.state.get().searching });
    });
    await feed.setFilter({ ...NO_FILTER, where: 'needle' });
    expect(shownIds()).toEqual([5_002]);
    await settle();
    expect(shownIds()).toEqual([1, 5_002]);
    expect(seen).toContainEqual({ hits: 1, searching: { toUnixUs: 3_013_000_000 } });
    expect(feed.state.get()).toMatchObject({ searching: null, window: { hasOlder: false } });
  });

  it('is given up when another search is typed', async () => {
    log.store(1, 6, 'needle');
    log.store(5_000);
    log.entriesPerBudget = 10;
    await start(0);
    await feed.setFilter({ ...NO_FILTER, where: 'needle' });
    await feed.setFilter({ ...NO_FILTER, where: '' });
    await settle();
    log.calls.length = 0;
    await settle();
    expect(log.calls).toEqual([]);
    expect(feed.state.get().searching).toBeNull();
  });

  it('still follows while it looks for older hits', async () => {
    log.store(5_000);
    log.entriesPerBudget = 2_000;
    await start(0);
    await feed.setFilter({ ...NO_FILTER, where: 'needle' });
    log.store(1, 3, 'needle');
    await settle();
    expect(shownIds()).toEqual([5_001]);
  });
});

describe('context', () => {
  it('shows the whole log around a hit, steps through the hits and goes back to the search', async () => {
    for (let hit = 0; hit < 3; hit += 1) {
      log.store(500);
      log.store(1, 3, 'needle');
    }
    await start(500);
    await feed.setFilter({ ...NO_FILTER, where: 'needle' });
    await feed.select(1_002);
    await feed.showInContext(1_002);
    expect(shownIds()).toContain(1_001);
    expect(feed.state.get()).toMatchObject({ selectedId: 1_002, context: { query: { where: 'needle' } } });
    expect(await feed.selectNextHit('next')).toBe(true);
    expect(feed.state.get().selectedId).toBe(1_503);
    expect(await feed.selectNextHit('next')).toBe(false);
    await feed.backFromContext();
    expect(shownIds()).toEqual([501, 1_002, 1_503]);
    expect(feed.state.get()).toMatchObject({ selectedId: 1_002, context: null, filter: { where: 'needle' } });
  });

  it('ends when another search is entered', async () => {
    await start(500);
    await feed.setFilter({ ...NO_FILTER, where: 'hell' });
    await feed.showInContext(100);
    await feed.setFilter({ ...feed.state.get().requested, where: 'hello' });
    expect(feed.state.get().context).toBeNull();
  });
});

describe('jumps', () => {
  it('lead to the oldest entry and back to the newest', async () => {
    await start(5_000);
    await feed.jumpToOldest();
    expect(shownIds()[0]).toBe(1);
    expect(feed.state.get().follow).toBe('scrolled');
    feed.jumpToNewest();
    await settle();
    expect(shownIds().at(-1)).toBe(5_000);
    expect(feed.state.get().follow).toBe('following');
  });

  it('go to a time: the first entry that is not earlier', async () => {
    await start(5_000);
    expect(await feed.jumpToTime(1_000_500_000)).toBe(true);
    expect(feed.state.get()).toMatchObject({ follow: 'scrolled', position: atTop(1_001) });
    expect(shownIds()).toContain(1_001);
  });

  it('say when there is nothing to go to', async () => {
    await start(0);
    expect(await feed.jumpToTime(5)).toBe(false);
  });

  it('to an entry of the window fetch nothing', async () => {
    await start(5_000);
    log.calls.length = 0;
    await feed.jumpToEntry(4_900);
    expect(log.calls.filter(({ method }) => method === 'entries.list')).toEqual([]);
    expect(feed.state.get().position).toEqual(atTop(4_900));
  });
});

describe('a search with relative times', () => {
  it('counts them from when it was entered, in all that is asked', async () => {
    feed.close();
    feed = new LiveFeed(log, { nowUnixUs: () => 77 });
    await start(5);
    await feed.setFilter({ ...NO_FILTER, where: 'hello' });
    expect(feed.state.get().filter.nowUnixUs).toBe(77);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
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

describe('entries that come late', () => {
  it('are put where they belong while the list follows', async () => {
    await start(10);
    log.storeLate(3.5, 7.25);
    await settle();
    expect(shownIds()).toEqual([1, 2, 3, 3.5, 4, 5, 6, 7, 7.25, 8, 9, 10]);
    log.store(1);
    await settle();
    expect(shownIds().slice(-2)).toEqual([10, 13]);
    expect(feed.state.get()).toMatchObject({ follow: 'following', window: { hasNewer: false } });
  });

  it('are not asked for where the window does not reach', async () => {
    await start(1_000);
    const before = log.calls.filter(({ method }) => method === 'entries.list').length;
    log.storeLate(5.5);
    await settle();
    const pages = log.calls.filter(({ method }) => method === 'entries.list').slice(before);
    expect(pages.every(({ anchor }) => anchor === 'after')).toBe(true);
    expect(shownIds()).toEqual(Array.from({ length: 200 }, (_, index) => 801 + index));
  });

  it('wait while the user has stopped the list, and are there when it goes on', async () => {
    await start(10);
    feed.pause();
    log.storeLate(9.5);
    await settle();
    expect(shownIds()).not.toContain(9.5);
    await feed.resume();
    await settle();
    expect(shownIds()).toContain(9.5);
  });

  it('are put into a list that stands still, without moving what is looked at', async () => {
    await start(1_000);
    feed.scrolled(atTop(shownIds()[100] ?? 0), 500, false);
    await settle();
    const { position } = feed.state.get();
    log.storeLate(950.5);
    await settle();
    expect(shownIds()).toContain(950.5);
    expect(feed.state.get()).toMatchObject({ follow: 'scrolled', position });
  });

  it('that are more than a page make a list that follows jump to the newest', async () => {
    await start(10);
    log.storeLate(...Array.from({ length: 2_000 }, (_, index) => 5 + (index + 1) / 4_000));
    await settle();
    expect(shownIds().slice(-5)).toEqual([6, 7, 8, 9, 10]);
    expect(feed.state.get().window.hasNewer).toBe(false);
  });
});

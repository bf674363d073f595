import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../test/renderer/memory-log.ts';
import { NO_FILTER, SEVERITY_PRESETS } from '../state/entry-filter.ts';
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

function isContiguous(ids: number[]): boolean {
  return ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) + 1);
}

/** The user's wheel: the list now begins at this row of the window. */
function scrollTo(rowIndex: number): void {
  const { rows } = feed.state.get().window;
  feed.scrolled(atTop(rows[rowIndex]?.id ?? 0), 500, false);
}

/** The list has drawn forty rows from this one on. */
function drawn(firstIndex: number): void {
  const ids = shownIds();
  const lastIndex = Math.min(ids.length, firstIndex + 40);
  feed.noticeDrawn({ firstIndex, lastIndex, topId: ids[firstIndex] ?? 0, bottomId: ids[lastIndex - 1] ?? 0 });
}

describe('following', () => {
  it('shows the newest entries first', async () => {
    await start(1_000);
    expect(shownIds()).toHaveLength(200);
    expect(shownIds().at(-1)).toBe(1_000);
    expect(feed.state.get()).toMatchObject({
      isLoading: false,
      follow: 'following',
      window: { hasOlder: true },
    });
  });

  it('shows an entry that is stored while the first page is on its way', async () => {
    log.store(3);
    feed.start();
    log.store(1);
    await settle();
    expect(shownIds()).toEqual([1, 2, 3, 4]);
  });

  it('adds what is stored, without asking for what it has', async () => {
    await start(10);
    log.store(2);
    await settle();
    expect(shownIds()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(log.calls.filter((call) => call.anchor === 'after')).toHaveLength(1);
  });

  it('jumps over a flood instead of walking through it, and keeps one contiguous stretch', async () => {
    await start(10);
    log.store(50_000);
    await settle();
    expect(shownIds().at(-1)).toBe(50_010);
    // As many as could be seen, and no more.
    expect(shownIds()).toHaveLength(60);
    expect(isContiguous(shownIds())).toBe(true);
  });

  it('asks at most eight times a second however much is stored', async () => {
    await start(10);
    log.calls.length = 0;
    for (let tick = 0; tick < 200; tick += 1) {
      log.store(50);
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(log.calls.filter((call) => call.method === 'entries.list').length).toBeLessThanOrEqual(2 * 9);
    expect(feed.state.get().window.rows.length).toBeLessThanOrEqual(2_000);
  });

  it('never holds more than its window, however long it runs', async () => {
    await start(10);
    for (let second = 0; second < 30; second += 1) {
      log.store(150);
      await settle();
    }
    expect(feed.state.get().window.rows.length).toBe(2_000);
    expect(isContiguous(shownIds())).toBe(true);
  });
});

describe('standing still', () => {
  it('shows nothing new while paused, but counts it, and shows it on resuming', async () => {
    await start(10);
    feed.pause();
    log.store(36);
    log.store(1, 3);
    await settle();
    expect(shownIds().at(-1)).toBe(10);
    expect(feed.state.get().newEntries).toEqual({ total: 37, errors: 1, warnings: 0, worst: 3 });
    await feed.resume();
    expect(shownIds().at(-1)).toBe(47);
    expect(feed.state.get()).toMatchObject({ follow: 'following', newEntries: { total: 0 } });
  });

  it('counts what is new though it was paused before the first count was answered', async () => {
    log.store(300);
    const answerCounts = log.holdBack('entries.summarise');
    feed.start();
    await settle();
    feed.pause();
    log.store(2);
    log.store(1, 3);
    await settle();
    expect(feed.state.get().newEntries.total).toBe(0);
    answerCounts();
    await settle();
    expect(shownIds().at(-1)).toBe(300);
    expect(feed.state.get().newEntries).toEqual({ total: 3, errors: 1, warnings: 0, worst: 3 });
  });

  it('counts what is new though it was paused before its first page', async () => {
    log.store(300);
    feed.start();
    feed.pause();
    await settle();
    log.store(4);
    await settle();
    expect(shownIds().at(-1)).toBe(300);
    expect(feed.state.get().newEntries.total).toBe(4);
  });

  it('shows nothing newer than the pause even when the user scrolls down to it again', async () => {
    await start(3_000);
    feed.pause();
    log.store(100);
    for (let page = 0; page < 8; page += 1) {
      drawn(0);
      await settle();
    }
    expect(shownIds().at(-1)).toBeLessThan(3_000);
    for (let page = 0; page < 8; page += 1) {
      drawn(shownIds().length - 40);
      await settle();
    }
    expect(shownIds().at(-1)).toBe(3_000);
  });

  it('loads older pages before the rows and newer ones after them, each row once', async () => {
    await start(5_000);
    scrollTo(0);
    for (let page = 0; page < 10; page += 1) {
      drawn(0);
      await settle();
    }
    expect(isContiguous(shownIds())).toBe(true);
    expect(shownIds()[0]).toBe(801);
    expect(shownIds()).toHaveLength(2_000);
    for (let page = 0; page < 12; page += 1) {
      drawn(shownIds().length - 40);
      await settle();
    }
    expect(isContiguous(shownIds())).toBe(true);
    expect(shownIds().at(-1)).toBe(5_000);
  });

  it('follows again when the user scrolls back to the newest row', async () => {
    await start(300);
    scrollTo(100);
    expect(feed.state.get().follow).toBe('scrolled');
    log.store(5);
    await settle();
    feed.scrolled(atTop(shownIds()[0] ?? 0), 0, true);
    await settle();
    expect(feed.state.get().follow).toBe('following');
    expect(shownIds().at(-1)).toBe(305);
  });

  it('counts down what is new as the user scrolls through it', async () => {
    await start(300);
    scrollTo(100);
    log.store(1_000);
    await settle();
    expect(feed.state.get().newEntries.total).toBe(1_000);
    drawn(shownIds().length - 40);
    await settle();
    drawn(shownIds().indexOf(401) - 40);
    await settle();
    expect(feed.state.get().follow).toBe('scrolled');
    expect(isContiguous(shownIds())).toBe(true);
    expect(feed.state.get().newEntries.total).toBe(900);
  });
});

describe('filters', () => {
  it('shows exactly the severities asked for and counts all of them', async () => {
    log.store(10);
    log.store(2, 3);
    await start(0);
    await feed.setFilter({ ...NO_FILTER, severities: SEVERITY_PRESETS.errors });
    await settle();
    expect(shownIds()).toEqual([11, 12]);
    expect(feed.summary.state.get().bySeverity).toEqual([0, 0, 0, 2, 0, 0, 10, 0]);
  });

  it('keeps the rows of the last search that could be read, and says what is wrong with this one', async () => {
    log.store(3, 6, 'ssh');
    await start(5);
    await feed.setFilter({ ...NO_FILTER, where: 'ssh' });
    await feed.setFilter({ ...NO_FILTER, where: '"' });
    expect(shownIds()).toEqual([1, 2, 3]);
    expect(feed.state.get().searchProblem?.detail).toEqual({ position: 0, length: 1 });
    await feed.setFilter({ ...NO_FILTER, where: '' });
    expect(feed.state.get().searchProblem).toBeNull();
    expect(shownIds()).toHaveLength(8);
  });

  it('applies severities even while the search cannot be read', async () => {
    log.store(3, 3);
    await start(5);
    await feed.setFilter({ ...NO_FILTER, where: '"' });
    await feed.setFilter({ ...NO_FILTER, severities: [3], where: '"' });
    expect(shownIds()).toEqual([1, 2, 3]);
    expect(feed.state.get().searchProblem).not.toBeNull();
  });

  it('leaves out the answer to an older filter', async () => {
    log.store(3, 6, 'ssh');
    await start(5);
    const older = feed.setFilter({ ...NO_FILTER, where: 'ssh' });
    const newer = feed.setFilter({ ...NO_FILTER, where: 'hello' });
    await Promise.all([older, newer]);
    expect(shownIds()).toEqual([4, 5, 6, 7, 8]);
    expect(feed.state.get().filter.where).toBe('hello');
  });

  it('keeps a filter that is still being loaded when a jump comes in between', async () => {
    log.store(10);
    log.store(2, 3);
    await start(0);
    void feed.setFilter({ ...NO_FILTER, severities: [3] });
    feed.jumpToNewest();
    await settle();
    expect(shownIds()).toEqual([11, 12]);
    void feed.setFilter({ ...NO_FILTER, where: '"' });
    await feed.jumpToOldest();
    await settle();
    expect(feed.state.get().searchProblem).not.toBeNull();
    expect(shownIds()).toHaveLength(12);
  });

  it('shows an entry in its surroundings when the filter that found it is lifted', async () => {
    log.store(1_000);
    log.store(1, 3);
    await start(1_000);
    await feed.setFilter({ ...NO_FILTER, severities: [3] });
    await feed.select(1_001);
    await feed.setFilter(NO_FILTER);
    expect(shownIds()).toContain(1_001);
    expect(shownIds()).toContain(1_000);
    expect(shownIds()).toContain(1_002);
    expect(feed.state.get().window).toMatchObject({ hasOlder: true, hasNewer: true });
  });
});

describe('what the user does', () => {
  it('is shown at once, not in the next frame', () => {
    const waiting = new LiveFeed(log, { schedule: () => undefined });
    const seen: (readonly number[])[] = [];
    waiting.state.subscribe(() => {
      seen.push(waiting.state.get().requested.severities);
    });
    void waiting.setFilter({ ...NO_FILTER, severities: [3] });
    expect(seen).toEqual([[3]]);
    waiting.close();
  });
});

describe('choosing entries', () => {
  it('moves no more than it must for a row it has, and centres one that it fetches', async () => {
    await start(5_000);
    await feed.select(4_990);
    expect(feed.state.get().position).toEqual({ kind: 'reveal', id: 4_990, place: 'nearest' });
    await feed.select(1_000);
    expect(feed.state.get().position).toEqual({ kind: 'reveal', id: 1_000, place: 'centre' });
    expect(shownIds()).toContain(1_000);
  });

  it('holds the list while an entry is read and follows again when it is closed', async () => {
    await start(50);
    await feed.select(50);
    log.store(1);
    await settle();
    expect(shownIds().at(-1)).toBe(50);
    feed.deselect();
    await settle();
    expect(feed.state.get()).toMatchObject({ follow: 'following', selectedId: null });
    expect(shownIds().at(-1)).toBe(51);
  });

  it('goes to the previous error though it lies far outside the window', async () => {
    log.store(1, 3);
    await start(5_000);
    expect(await feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(true);
    expect(feed.state.get().selectedId).toBe(1);
    expect(shownIds()).toContain(1);
    expect(await feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(false);
  });

  it('finds no error when errors are not shown', async () => {
    log.store(1, 3);
    await start(5);
    await feed.setFilter({ ...NO_FILTER, severities: [6] });
    expect(await feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(false);
  });
});

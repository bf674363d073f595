import { describe, expect, it, vi } from 'vitest';
import { LiveFeedLab } from '../../../test/renderer/live-feed-lab.ts';
import { NO_FILTER, SEVERITY_PRESETS } from '../state/entry-filter.ts';
import { atTop } from './list-position.ts';
import { LiveFeed } from './live-feed.ts';

const lab = new LiveFeedLab();

function isContiguous(ids: number[]): boolean {
  return ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) + 1);
}

/** The user's wheel: the list now begins at this row of the window. */
function scrollTo(rowIndex: number): void {
  const { rows } = lab.feed.state.get().window;
  lab.feed.scrolled(atTop(rows[rowIndex]?.id ?? 0), 500, false);
}

/** The list has drawn forty rows from this one on. */
function drawn(firstIndex: number): void {
  const ids = lab.shownIds();
  const lastIndex = Math.min(ids.length, firstIndex + 40);
  lab.feed.noticeDrawn({
    firstIndex,
    lastIndex,
    topId: ids[firstIndex] ?? 0,
    bottomId: ids[lastIndex - 1] ?? 0,
  });
}

describe('following', () => {
  it('shows the newest entries first', async () => {
    await lab.start(1_000);
    expect(lab.shownIds()).toHaveLength(200);
    expect(lab.shownIds().at(-1)).toBe(1_000);
    expect(lab.feed.state.get()).toMatchObject({
      isLoading: false,
      follow: 'following',
      window: { hasOlder: true },
    });
  });

  it('shows an entry that is stored while the first page is on its way', async () => {
    lab.log.store(3);
    lab.feed.start();
    lab.log.store(1);
    await lab.settle();
    expect(lab.shownIds()).toEqual([1, 2, 3, 4]);
  });

  it('adds what is stored, without asking for what it has', async () => {
    await lab.start(10);
    lab.log.store(2);
    await lab.settle();
    expect(lab.shownIds()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(lab.log.calls.filter((call) => call.anchor === 'after')).toHaveLength(1);
  });

  it('jumps over a flood instead of walking through it, and keeps one contiguous stretch', async () => {
    await lab.start(10);
    lab.log.store(50_000);
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(50_010);
    // As many as could be seen, and no more.
    expect(lab.shownIds()).toHaveLength(60);
    expect(isContiguous(lab.shownIds())).toBe(true);
  });

  it('asks at most eight times a second however much is stored', async () => {
    await lab.start(10);
    lab.log.calls.length = 0;
    for (let tick = 0; tick < 200; tick += 1) {
      lab.log.store(50);
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(lab.log.calls.filter((call) => call.method === 'entries.list').length).toBeLessThanOrEqual(2 * 9);
    expect(lab.feed.state.get().window.rows.length).toBeLessThanOrEqual(2_000);
  });

  it('never holds more than its window, however long it runs', async () => {
    await lab.start(10);
    for (let second = 0; second < 30; second += 1) {
      lab.log.store(150);
      await lab.settle();
    }
    expect(lab.feed.state.get().window.rows.length).toBe(2_000);
    expect(isContiguous(lab.shownIds())).toBe(true);
  });
});

describe('standing still', () => {
  it('shows nothing new while paused, but counts it, and shows it on resuming', async () => {
    await lab.start(10);
    lab.feed.pause();
    lab.log.store(36);
    lab.log.store(1, 3);
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(10);
    expect(lab.feed.state.get().newEntries).toEqual({ total: 37, errors: 1, warnings: 0, worst: 3 });
    await lab.feed.resume();
    expect(lab.shownIds().at(-1)).toBe(47);
    expect(lab.feed.state.get()).toMatchObject({ follow: 'following', newEntries: { total: 0 } });
  });

  it('counts what is new though it was paused before the first count was answered', async () => {
    lab.log.store(300);
    const answerCounts = lab.log.holdBack('entries.summarise');
    lab.feed.start();
    await lab.settle();
    lab.feed.pause();
    lab.log.store(2);
    lab.log.store(1, 3);
    await lab.settle();
    expect(lab.feed.state.get().newEntries.total).toBe(0);
    answerCounts();
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(300);
    expect(lab.feed.state.get().newEntries).toEqual({ total: 3, errors: 1, warnings: 0, worst: 3 });
  });

  it('counts what is new though it was paused before its first page', async () => {
    lab.log.store(300);
    lab.feed.start();
    lab.feed.pause();
    await lab.settle();
    lab.log.store(4);
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(300);
    expect(lab.feed.state.get().newEntries.total).toBe(4);
  });

  it('shows nothing newer than the pause even when the user scrolls down to it again', async () => {
    await lab.start(3_000);
    lab.feed.pause();
    lab.log.store(100);
    for (let page = 0; page < 8; page += 1) {
      drawn(0);
      await lab.settle();
    }
    expect(lab.shownIds().at(-1)).toBeLessThan(3_000);
    for (let page = 0; page < 8; page += 1) {
      drawn(lab.shownIds().length - 40);
      await lab.settle();
    }
    expect(lab.shownIds().at(-1)).toBe(3_000);
  });

  it('loads older pages before the rows and newer ones after them, each row once', async () => {
    await lab.start(5_000);
    scrollTo(0);
    for (let page = 0; page < 10; page += 1) {
      drawn(0);
      await lab.settle();
    }
    expect(isContiguous(lab.shownIds())).toBe(true);
    expect(lab.shownIds()[0]).toBe(801);
    expect(lab.shownIds()).toHaveLength(2_000);
    for (let page = 0; page < 12; page += 1) {
      drawn(lab.shownIds().length - 40);
      await lab.settle();
    }
    expect(isContiguous(lab.shownIds())).toBe(true);
    expect(lab.shownIds().at(-1)).toBe(5_000);
  });

  it('follows again when the user scrolls back to the newest row', async () => {
    await lab.start(300);
    scrollTo(100);
    expect(lab.feed.state.get().follow).toBe('scrolled');
    lab.log.store(5);
    await lab.settle();
    lab.feed.scrolled(atTop(lab.shownIds()[0] ?? 0), 0, true);
    await lab.settle();
    expect(lab.feed.state.get().follow).toBe('following');
    expect(lab.shownIds().at(-1)).toBe(305);
  });

  it('counts down what is new as the user scrolls through it', async () => {
    await lab.start(300);
    scrollTo(100);
    lab.log.store(1_000);
    await lab.settle();
    expect(lab.feed.state.get().newEntries.total).toBe(1_000);
    drawn(lab.shownIds().length - 40);
    await lab.settle();
    drawn(lab.shownIds().indexOf(401) - 40);
    await lab.settle();
    expect(lab.feed.state.get().follow).toBe('scrolled');
    expect(isContiguous(lab.shownIds())).toBe(true);
    expect(lab.feed.state.get().newEntries.total).toBe(900);
  });
});

describe('filters', () => {
  it('shows exactly the severities asked for and counts all of them', async () => {
    lab.log.store(10);
    lab.log.store(2, 3);
    await lab.start(0);
    await lab.feed.setFilter({ ...NO_FILTER, severities: SEVERITY_PRESETS.errors });
    await lab.settle();
    expect(lab.shownIds()).toEqual([11, 12]);
    expect(lab.feed.summary.state.get().bySeverity).toEqual([0, 0, 0, 2, 0, 0, 10, 0]);
  });

  it('keeps the rows of the last search that could be read, and says what is wrong with this one', async () => {
    lab.log.store(3, 6, 'ssh');
    await lab.start(5);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'ssh' });
    await lab.feed.setFilter({ ...NO_FILTER, where: '"' });
    expect(lab.shownIds()).toEqual([1, 2, 3]);
    expect(lab.feed.state.get().searchProblem?.detail).toEqual({ position: 0, length: 1 });
    await lab.feed.setFilter({ ...NO_FILTER, where: '' });
    expect(lab.feed.state.get().searchProblem).toBeNull();
    expect(lab.shownIds()).toHaveLength(8);
  });

  it('applies severities even while the search cannot be read', async () => {
    lab.log.store(3, 3);
    await lab.start(5);
    await lab.feed.setFilter({ ...NO_FILTER, where: '"' });
    await lab.feed.setFilter({ ...NO_FILTER, severities: [3], where: '"' });
    expect(lab.shownIds()).toEqual([1, 2, 3]);
    expect(lab.feed.state.get().searchProblem).not.toBeNull();
  });

  it('leaves out the answer to an older filter', async () => {
    lab.log.store(3, 6, 'ssh');
    await lab.start(5);
    const older = lab.feed.setFilter({ ...NO_FILTER, where: 'ssh' });
    const newer = lab.feed.setFilter({ ...NO_FILTER, where: 'hello' });
    await Promise.all([older, newer]);
    expect(lab.shownIds()).toEqual([4, 5, 6, 7, 8]);
    expect(lab.feed.state.get().filter.where).toBe('hello');
  });

  it('keeps a filter that is still being loaded when a jump comes in between', async () => {
    lab.log.store(10);
    lab.log.store(2, 3);
    await lab.start(0);
    void lab.feed.setFilter({ ...NO_FILTER, severities: [3] });
    lab.feed.jumpToNewest();
    await lab.settle();
    expect(lab.shownIds()).toEqual([11, 12]);
    void lab.feed.setFilter({ ...NO_FILTER, where: '"' });
    await lab.feed.jumpToOldest();
    await lab.settle();
    expect(lab.feed.state.get().searchProblem).not.toBeNull();
    expect(lab.shownIds()).toHaveLength(12);
  });

  it('shows an entry in its surroundings when the filter that found it is lifted', async () => {
    lab.log.store(1_000);
    lab.log.store(1, 3);
    await lab.start(1_000);
    await lab.feed.setFilter({ ...NO_FILTER, severities: [3] });
    await lab.feed.select(1_001);
    await lab.feed.setFilter(NO_FILTER);
    expect(lab.shownIds()).toContain(1_001);
    expect(lab.shownIds()).toContain(1_000);
    expect(lab.shownIds()).toContain(1_002);
    expect(lab.feed.state.get().window).toMatchObject({ hasOlder: true, hasNewer: true });
  });
});

describe('what the user does', () => {
  it('is shown at once, not in the next frame', () => {
    const waiting = new LiveFeed(lab.log, { schedule: () => undefined });
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
    await lab.start(5_000);
    await lab.feed.select(4_990);
    expect(lab.feed.state.get().position).toEqual({ kind: 'reveal', id: 4_990, place: 'nearest' });
    await lab.feed.select(1_000);
    expect(lab.feed.state.get().position).toEqual({ kind: 'reveal', id: 1_000, place: 'centre' });
    expect(lab.shownIds()).toContain(1_000);
  });

  it('holds the list while an entry is read and follows again when it is closed', async () => {
    await lab.start(50);
    await lab.feed.select(50);
    lab.log.store(1);
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(50);
    lab.feed.deselect();
    await lab.settle();
    expect(lab.feed.state.get()).toMatchObject({ follow: 'following', selectedId: null });
    expect(lab.shownIds().at(-1)).toBe(51);
  });

  it('goes to the previous error though it lies far outside the window', async () => {
    lab.log.store(1, 3);
    await lab.start(5_000);
    expect(await lab.feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(true);
    expect(lab.feed.state.get().selectedId).toBe(1);
    expect(lab.shownIds()).toContain(1);
    expect(await lab.feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(false);
  });

  it('finds no error when errors are not shown', async () => {
    lab.log.store(1, 3);
    await lab.start(5);
    await lab.feed.setFilter({ ...NO_FILTER, severities: [6] });
    expect(await lab.feed.selectNearest([0, 1, 2, 3], 'previous')).toBe(false);
  });
});

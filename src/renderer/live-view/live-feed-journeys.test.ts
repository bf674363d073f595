import { describe, expect, it } from 'vitest';
import { LiveFeedLab } from '../../../test/renderer/live-feed-lab.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import { atTop } from './list-position.ts';
import { LiveFeed } from './live-feed.ts';

const lab = new LiveFeedLab();

describe('a search that takes long', () => {
  it('shows its first hits at once, goes on by itself and says how far it has come', async () => {
    lab.log.store(1, 6, 'needle');
    lab.log.store(5_000);
    lab.log.store(1, 6, 'needle');
    lab.log.entriesPerBudget = 1_000;
    await lab.start(10);
    const seen: { hits: number; searching: unknown }[] = [];
    lab.feed.state.subscribe(() => {
      seen.push({ hits: lab.shownIds().length, searching: lab.feed.state.get().searching });
    });
    await lab.feed.setFilter({ ...NO_FILTER, where: 'needle' });
    expect(lab.shownIds()).toEqual([5_002]);
    await lab.settle();
    expect(lab.shownIds()).toEqual([1, 5_002]);
    expect(seen).toContainEqual({ hits: 1, searching: { toUnixUs: 3_013_000_000 } });
    expect(lab.feed.state.get()).toMatchObject({ searching: null, window: { hasOlder: false } });
  });

  it('is given up when another search is typed', async () => {
    lab.log.store(1, 6, 'needle');
    lab.log.store(5_000);
    lab.log.entriesPerBudget = 10;
    await lab.start(0);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'needle' });
    await lab.feed.setFilter({ ...NO_FILTER, where: '' });
    await lab.settle();
    lab.log.calls.length = 0;
    await lab.settle();
    expect(lab.log.calls).toEqual([]);
    expect(lab.feed.state.get().searching).toBeNull();
  });

  it('still follows while it looks for older hits', async () => {
    lab.log.store(5_000);
    lab.log.entriesPerBudget = 2_000;
    await lab.start(0);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'needle' });
    lab.log.store(1, 3, 'needle');
    await lab.settle();
    expect(lab.shownIds()).toEqual([5_001]);
  });
});

describe('context', () => {
  it('shows the whole log around a hit, steps through the hits and goes back to the search', async () => {
    for (let hit = 0; hit < 3; hit += 1) {
      lab.log.store(500);
      lab.log.store(1, 3, 'needle');
    }
    await lab.start(500);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'needle' });
    await lab.feed.select(1_002);
    await lab.feed.showInContext(1_002);
    expect(lab.shownIds()).toContain(1_001);
    expect(lab.feed.state.get()).toMatchObject({
      selectedId: 1_002,
      context: { query: { where: 'needle' } },
    });
    expect(await lab.feed.selectNextHit('next')).toBe(true);
    expect(lab.feed.state.get().selectedId).toBe(1_503);
    expect(await lab.feed.selectNextHit('next')).toBe(false);
    await lab.feed.backFromContext();
    expect(lab.shownIds()).toEqual([501, 1_002, 1_503]);
    expect(lab.feed.state.get()).toMatchObject({
      selectedId: 1_002,
      context: null,
      filter: { where: 'needle' },
    });
  });

  it('ends when another search is entered', async () => {
    await lab.start(500);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'hell' });
    await lab.feed.showInContext(100);
    await lab.feed.setFilter({ ...lab.feed.state.get().requested, where: 'hello' });
    expect(lab.feed.state.get().context).toBeNull();
  });
});

describe('jumps', () => {
  it('lead to the oldest entry and back to the newest', async () => {
    await lab.start(5_000);
    await lab.feed.jumpToOldest();
    expect(lab.shownIds()[0]).toBe(1);
    expect(lab.feed.state.get().follow).toBe('scrolled');
    lab.feed.jumpToNewest();
    await lab.settle();
    expect(lab.shownIds().at(-1)).toBe(5_000);
    expect(lab.feed.state.get().follow).toBe('following');
  });

  it('go to a time: the first entry that is not earlier', async () => {
    await lab.start(5_000);
    expect(await lab.feed.jumpToTime(1_000_500_000)).toBe(true);
    expect(lab.feed.state.get()).toMatchObject({ follow: 'scrolled', position: atTop(1_001) });
    expect(lab.shownIds()).toContain(1_001);
  });

  it('say when there is nothing to go to', async () => {
    await lab.start(0);
    expect(await lab.feed.jumpToTime(5)).toBe(false);
  });

  it('to an entry of the window fetch nothing', async () => {
    await lab.start(5_000);
    lab.log.calls.length = 0;
    await lab.feed.jumpToEntry(4_900);
    expect(lab.log.calls.filter(({ method }) => method === 'entries.list')).toEqual([]);
    expect(lab.feed.state.get().position).toEqual(atTop(4_900));
  });
});

describe('a search with relative times', () => {
  it('counts them from when it was entered, in all that is asked', async () => {
    lab.feed.close();
    lab.feed = new LiveFeed(lab.log, { nowUnixUs: () => 77 });
    await lab.start(5);
    await lab.feed.setFilter({ ...NO_FILTER, where: 'hello' });
    expect(lab.feed.state.get().filter.nowUnixUs).toBe(77);
  });
});

import { describe, expect, it } from 'vitest';
import { LiveFeedLab } from '../../../test/renderer/live-feed-lab.ts';
import { atTop } from './list-position.ts';

const lab = new LiveFeedLab();

describe('entries that come late', () => {
  it('are put where they belong while the list follows', async () => {
    await lab.start(10);
    lab.log.storeLate(3.5, 7.25);
    await lab.settle();
    expect(lab.shownIds()).toEqual([1, 2, 3, 3.5, 4, 5, 6, 7, 7.25, 8, 9, 10]);
    lab.log.store(1);
    await lab.settle();
    expect(lab.shownIds().slice(-2)).toEqual([10, 13]);
    expect(lab.feed.state.get()).toMatchObject({ follow: 'following', window: { hasNewer: false } });
  });

  it('are put before all others where they are earlier than any', async () => {
    await lab.start(4);
    lab.log.storeLate(0.5, 0.75);
    await lab.settle();
    expect(lab.shownIds()).toEqual([0.5, 0.75, 1, 2, 3, 4]);
    lab.log.storeLate(0.25);
    await lab.settle();
    expect(lab.shownIds()).toEqual([0.25, 0.5, 0.75, 1, 2, 3, 4]);
  });

  it('are not asked for where the window does not reach', async () => {
    await lab.start(1_000);
    const before = lab.log.calls.filter(({ method }) => method === 'entries.list').length;
    lab.log.storeLate(5.5);
    await lab.settle();
    const pages = lab.log.calls.filter(({ method }) => method === 'entries.list').slice(before);
    expect(pages.every(({ anchor }) => anchor === 'after')).toBe(true);
    expect(lab.shownIds()).toEqual(Array.from({ length: 200 }, (_, index) => 801 + index));
  });

  it('wait while the user has stopped the list, and are there when it goes on', async () => {
    await lab.start(10);
    lab.feed.pause();
    lab.log.storeLate(9.5);
    await lab.settle();
    expect(lab.shownIds()).not.toContain(9.5);
    await lab.feed.resume();
    await lab.settle();
    expect(lab.shownIds()).toContain(9.5);
  });

  it('are put into a list that stands still, without moving what is looked at', async () => {
    await lab.start(1_000);
    lab.feed.scrolled(atTop(lab.shownIds()[100] ?? 0), 500, false);
    await lab.settle();
    const { position } = lab.feed.state.get();
    lab.log.storeLate(950.5);
    await lab.settle();
    expect(lab.shownIds()).toContain(950.5);
    expect(lab.feed.state.get()).toMatchObject({ follow: 'scrolled', position });
  });

  it('that are more than a page make a list that follows jump to the newest', async () => {
    await lab.start(10);
    lab.log.storeLate(...Array.from({ length: 2_000 }, (_, index) => 5 + (index + 1) / 4_000));
    await lab.settle();
    expect(lab.shownIds().slice(-5)).toEqual([6, 7, 8, 9, 10]);
    expect(lab.feed.state.get().window.hasNewer).toBe(false);
  });
});

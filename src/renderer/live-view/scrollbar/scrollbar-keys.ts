import type { LiveFeed } from '../live-feed.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';
import type { RankScale } from './rank-scale.ts';
import { idAt, rankAt } from './rank-scale.ts';

/**
 * Moves the list by the keys that the scrollbar pattern names.
 * @returns false: the key means nothing here.
 */
export function scrollByKey(key: string, feed: LiveFeed, scale: RankScale): boolean {
  switch (key) {
    case 'ArrowUp':
      scrollByRows(-1, feed, scale);
      return true;
    case 'ArrowDown':
      scrollByRows(1, feed, scale);
      return true;
    case 'PageUp':
      scrollByRows(1 - rowsInSight(feed), feed, scale);
      return true;
    case 'PageDown':
      scrollByRows(rowsInSight(feed) - 1, feed, scale);
      return true;
    case 'Home':
      void feed.jumpToOldest();
      return true;
    case 'End':
      feed.jumpToNewest();
      return true;
    default:
      return false;
  }
}

function scrollByRows(rows: number, feed: LiveFeed, scale: RankScale): void {
  const visible = feed.visible.get();
  if (visible === null) return;
  const { window } = feed.state.get();
  const row = window.rows[rowIndexAtOrAfter(window.rows, visible.firstId) + rows];
  // Beyond the rows that the page has, the place is estimated.
  void feed.jumpToEntry(row?.id ?? idAt(scale, rankAt(scale, visible.firstId) + rows));
}

/** At least two: a page moves by one less, so that a row stays in sight to hold on to. */
function rowsInSight(feed: LiveFeed): number {
  const visible = feed.visible.get();
  const { rows } = feed.state.get().window;
  if (visible === null) return 2;
  return Math.max(2, rowIndexAtOrAfter(rows, visible.lastId) - rowIndexAtOrAfter(rows, visible.firstId) + 1);
}

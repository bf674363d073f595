import type { PageAnchor } from '#contract/query.ts';
import type { ListPosition } from './list-geometry.ts';
import { AT_BOTTOM, positionCentring } from './list-geometry.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import { appendPage, windowAround, windowOf } from './row-window.ts';

/** Three to four screens: more is not seen while following, and older pages come when they are scrolled to. */
export const NEWEST_PAGE_ROWS = 200;

type ReadPage = (anchor: PageAnchor, limit: number) => Promise<EntryPage>;

/** Loads a window by reading pages of one query, and says where the list then stands. */
export type Load = (readPage: ReadPage) => Promise<{ window: RowWindow; position: ListPosition }>;

export const loadNewest: Load = async (readPage) => {
  const window = windowOf(await readPage({ kind: 'newest' }, NEWEST_PAGE_ROWS));
  return { window, position: AT_BOTTOM };
};

export const loadOldest: Load = async (readPage) => {
  const window = windowOf(await readPage({ kind: 'oldest' }, NEWEST_PAGE_ROWS));
  return { window, position: { kind: 'row', id: 0, offsetPx: 0 } };
};

/**
 * The window with what was stored since; undefined when nothing was. More than a page of it replaces the window.
 * @param isFlood it is known to be more than a page.
 */
export async function loadFollowing(
  readPage: ReadPage,
  window: RowWindow,
  isFlood: boolean,
): Promise<RowWindow | undefined> {
  const following = isFlood
    ? undefined
    : await readPage({ kind: 'after', id: window.completeUpToId }, NEWEST_PAGE_ROWS);
  if (following === undefined || following.hasNewer) {
    return windowOf(await readPage({ kind: 'newest' }, NEWEST_PAGE_ROWS));
  }
  return following.lastId > window.completeUpToId ? appendPage(window, following) : undefined;
}

/**
 * The entries on both sides of one, which itself need not match.
 * @param viewportPx asked when they are there: opening the details has changed it meanwhile.
 */
export function loadAround(id: number, viewportPx: () => number): Load {
  return async (readPage) => {
    const [older, newer] = await Promise.all([
      readPage({ kind: 'before', id: id + 1 }, NEWEST_PAGE_ROWS),
      readPage({ kind: 'after', id }, NEWEST_PAGE_ROWS),
    ]);
    return { window: windowAround(older, newer), position: positionCentring(id, viewportPx()) };
  };
}

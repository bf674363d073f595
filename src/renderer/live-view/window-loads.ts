import type { PageAnchor } from '#contract/query.ts';
import type { ListPosition } from './list-position.ts';
import { AT_BOTTOM, atTop } from './list-position.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import { windowAround, windowOfNewest, windowOfOldest } from './row-window.ts';

/** Three to four screens: more is not seen while following, and older pages come when they are scrolled to. */
export const NEWEST_PAGE_ROWS = 200;

/** Reads pages of one query, folded or not. */
export interface PageReader {
  readonly isFolded: boolean;
  read(anchor: PageAnchor, limit: number): Promise<EntryPage>;
}

/** Loads a window, and says where the list then stands. */
export type Load = (pages: PageReader) => Promise<{ window: RowWindow; position: ListPosition }>;

export const loadNewest: Load = async (pages) => {
  const page = await pages.read({ kind: 'newest' }, NEWEST_PAGE_ROWS);
  return { window: windowOfNewest(page, pages.isFolded), position: AT_BOTTOM };
};

export const loadOldest: Load = async (pages) => {
  const page = await pages.read({ kind: 'oldest' }, NEWEST_PAGE_ROWS);
  return { window: windowOfOldest(page, pages.isFolded), position: atTop(0) };
};

/**
 * What was stored since: a page that follows the window, or, when that is more than a page, a window of the newest in its
 * place; undefined when nothing was.
 * @param isFlood it is known to be more than a page.
 */
export async function loadFollowing(
  pages: PageReader,
  completeUpToId: number,
  isFlood: boolean,
): Promise<{ page: EntryPage } | { window: RowWindow } | undefined> {
  const page = isFlood
    ? undefined
    : await pages.read({ kind: 'after', id: completeUpToId }, NEWEST_PAGE_ROWS);
  if (page === undefined || (page.hasNewer && page.searchedToId === null)) {
    return { window: (await loadNewest(pages)).window };
  }
  return page.lastId > completeUpToId ? { page: { ...page, hasNewer: false } } : undefined;
}

/** The entries on both sides of one, which itself need not match. */
export function loadAround(id: number, position: ListPosition): Load {
  return async (pages) => {
    const [older, newer] = await Promise.all([
      pages.read({ kind: 'before', id: id + 1 }, NEWEST_PAGE_ROWS),
      pages.read({ kind: 'after', id }, NEWEST_PAGE_ROWS),
    ]);
    return { window: windowAround(id + 1, older, newer, pages.isFolded), position };
  };
}

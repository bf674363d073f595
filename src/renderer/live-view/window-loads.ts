import { idAbove } from '#contract/entry-id.ts';
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

export const loadNewest: Load = async (pages) => ({
  window: await newestWindow(pages, NEWEST_PAGE_ROWS),
  position: AT_BOTTOM,
});

async function newestWindow(pages: PageReader, limit: number): Promise<RowWindow> {
  return windowOfNewest(await pages.read({ kind: 'newest' }, limit), pages.isFolded);
}

export const loadOldest: Load = async (pages) => {
  const page = await pages.read({ kind: 'oldest' }, NEWEST_PAGE_ROWS);
  return { window: windowOfOldest(page, pages.isFolded), position: atTop(0) };
};

/**
 * What was stored since: a page that follows the window, or, when that is more than a page, a window of the newest in its
 * place; undefined when nothing was.
 * @param flood how many rows are in sight, when it is known to be more than a page: rows that nobody could see are not read.
 */
export async function loadFollowing(
  pages: PageReader,
  completeUpToId: number,
  flood: number | null,
): Promise<{ page: EntryPage } | { window: RowWindow } | undefined> {
  if (flood !== null) return { window: await newestWindow(pages, flood) };
  const page = await pages.read({ kind: 'after', id: completeUpToId }, NEWEST_PAGE_ROWS);
  if (page.hasNewer && page.searchedToId === null) {
    return { window: await newestWindow(pages, NEWEST_PAGE_ROWS) };
  }
  return page.lastId > completeUpToId ? { page: { ...page, hasNewer: false } } : undefined;
}

/** The entries on both sides of one, which itself need not match. */
export function loadAround(id: number, position: ListPosition): Load {
  return async (pages) => {
    const [older, newer] = await Promise.all([
      pages.read({ kind: 'before', id: idAbove(id) }, NEWEST_PAGE_ROWS),
      pages.read({ kind: 'after', id }, NEWEST_PAGE_ROWS),
    ]);
    return { window: windowAround(idAbove(id), older, newer, pages.isFolded), position };
  };
}

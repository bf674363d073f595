import type { PageAnchor } from '#contract/query.ts';
import type { ListPosition } from './list-geometry.ts';
import { AT_BOTTOM, positionCentring } from './list-geometry.ts';
import type { EntryPage, RowWindow } from './row-window.ts';
import { windowAround, windowOf } from './row-window.ts';

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

/** The entries on both sides of one, which itself need not match. */
export function loadAround(id: number, viewportPx: number): Load {
  return async (readPage) => {
    const [older, newer] = await Promise.all([
      readPage({ kind: 'before', id: id + 1 }, NEWEST_PAGE_ROWS),
      readPage({ kind: 'after', id }, NEWEST_PAGE_ROWS),
    ]);
    return { window: windowAround(older, newer), position: positionCentring(id, viewportPx) };
  };
}

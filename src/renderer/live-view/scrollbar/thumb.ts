import type { VisibleEntries } from '../live-state.ts';
import type { RowWindow } from '../row-window.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';
import type { RankScale } from './rank-scale.ts';
import { idAt, rankAt, totalOf } from './rank-scale.ts';

/** Small enough to show a place, large enough to be caught. */
export const LEAST_THUMB_PX = 24;

/** Where the list stands in the whole result. */
export interface ListPlace {
  /** Entries in sight: rows, each counted as often as it repeats. */
  visibleEntries: number;
  /** 0: at the oldest entry; 1: at the newest. */
  share: number;
}

export interface Thumb {
  topPx: number;
  heightPx: number;
}

/** @param visible null: nothing is in sight. */
export function listPlace(
  scale: RankScale,
  visible: VisibleEntries | null,
  window: RowWindow,
  isFollowing: boolean,
): ListPlace {
  if (visible === null) return { visibleEntries: 0, share: 1 };
  const { rows, hasOlder, hasNewer } = window;
  const first = rowIndexAtOrAfter(rows, visible.firstId);
  const last = Math.min(rows.length - 1, rowIndexAtOrAfter(rows, visible.lastId));
  let visibleEntries = 0;
  for (let index = first; index <= last; index += 1) visibleEntries += rows[index]?.repeats?.entries ?? 1;
  // Between the ends the place is estimated; at an end it is known.
  if (isFollowing || (!hasNewer && last === rows.length - 1)) return { visibleEntries, share: 1 };
  if (!hasOlder && first === 0) return { visibleEntries, share: 0 };
  const scrollable = Math.max(1, totalOf(scale) - visibleEntries);
  return { visibleEntries, share: Math.min(1, rankAt(scale, visible.firstId) / scrollable) };
}

/** null: everything is in sight, there is nothing to scroll. */
export function thumbAt(place: ListPlace, total: number, trackPx: number): Thumb | null {
  const { visibleEntries, share } = place;
  if (trackPx < LEAST_THUMB_PX || total <= visibleEntries) return null;
  const heightPx = Math.max(LEAST_THUMB_PX, (trackPx * visibleEntries) / total);
  return { topPx: share * (trackPx - heightPx), heightPx };
}

/** How far along the result the list is to stand for a thumb there: 0 to 1. The inverse of `thumbAt`. */
export function shareOfThumb(topPx: number, heightPx: number, trackPx: number): number {
  const roomPx = trackPx - heightPx;
  return roomPx <= 0 ? 0 : Math.min(1, Math.max(0, topPx / roomPx));
}

/** The entry that is then to stand at the list's upper edge. */
export function idAtShare(scale: RankScale, share: number, visibleEntries: number): number {
  return idAt(scale, share * Math.max(0, totalOf(scale) - visibleEntries));
}

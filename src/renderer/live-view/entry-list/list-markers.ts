import { idAbove } from '#contract/entry-id.ts';
import type { Gap } from '#contract/status.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import type { Unread } from '../../state/unread.ts';
import { gapPlaces } from '../gap-words.ts';
import type { RowWindow } from '../row-window.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';

/** A line of the list that is no entry. `rowIndex`: it stands before that row; the number of rows: after the last one. */
export type ListMarker =
  | { kind: 'gap'; rowIndex: number; gap: Gap }
  | { kind: 'unread'; rowIndex: number; unread: Unread };

/** What stands between the rows of the window, in its order. */
export function listMarkers(
  live: { window: RowWindow; filter: EntryFilter },
  gaps: readonly Gap[],
  unread: Unread | null,
): ListMarker[] {
  const markers: ListMarker[] = gapPlaces(live, gaps).map((place) => ({ kind: 'gap', ...place }));
  const rowIndex = unread === null ? -1 : dividerIndex(live.window, unread.afterId);
  if (unread === null || rowIndex === -1) return markers;
  // A gap that lies there as well came before the user could have looked.
  const place = markers.findLastIndex((marker) => marker.rowIndex <= rowIndex) + 1;
  return markers.toSpliced(place, 0, { kind: 'unread', rowIndex, unread });
}

/** -1: the window does not reach to it. */
function dividerIndex({ rows, hasOlder }: RowWindow, afterId: number): number {
  const index = rowIndexAtOrAfter(rows, idAbove(afterId));
  if (index === rows.length || (index === 0 && hasOlder)) return -1;
  return index;
}

/** The same for as long as the marker is there, wherever its rows go. */
export function markerKey(marker: ListMarker): string {
  return marker.kind === 'gap' ? `gap-${String(marker.gap.id)}` : 'unread';
}

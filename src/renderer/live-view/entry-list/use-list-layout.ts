import { useMemo, useState } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { rowFirstId } from '../folded-rows.ts';
import type { ListLayout } from './list-layout.ts';
import { layOut } from './list-layout.ts';
import type { ListMarker } from './list-markers.ts';
import { listMarkers } from './list-markers.ts';
import { MeasuredHeights } from './measured-heights.ts';

/** Heights of one line; live.css has the same. */
const ROW_PX = { compact: 22, comfortable: 28 } as const;
const MARKER_PX = 26;

interface LaidOutList {
  layout: ListLayout;
  markers: readonly ListMarker[];
  /** Changes with everything that gives rows another height. */
  shapeKey: string;
  /** Whether rows differ in height, so that drawn ones have to be measured. */
  hasTallRows: boolean;
  /** Measures the drawn rows. @returns whether one is of another height than was thought: the list is drawn again. */
  measure: (rowGroup: HTMLElement) => boolean;
}

/**
 * The rows of the window and what stands between them, in pixels. As long as every message has one line, nothing is measured.
 * @param expandedIds of each expanded row the oldest entry.
 */
export function useListLayout(
  expandedIds: ReadonlySet<number>,
  widthPx: number,
  columnsKey: string,
): LaidOutList {
  const { feed, gaps, unread, settings } = useAppModel();
  const { window, filter } = useStore(feed.state);
  const { density, wrapsLines } = useStore(settings);
  const known = useStore(gaps);
  const since = useStore(unread.state);
  const [heights] = useState(() => new MeasuredHeights());
  const [measured, setMeasured] = useState(0);

  const markers = useMemo(
    () => listMarkers({ window, filter }, known, since),
    [window, filter, known, since],
  );
  const hasTallRows = wrapsLines || expandedIds.size > 0;
  const shapeKey = hasTallRows
    ? `${density} ${String(wrapsLines)} ${String(widthPx)} ${columnsKey}`
    : density;
  const { rows } = window;
  const layout = useMemo(() => {
    heights.takeShape(shapeKey);
    const linePx = ROW_PX[density];
    const rowPx = hasTallRows
      ? (row: EntryRow) =>
          wrapsLines || expandedIds.has(rowFirstId(row)) ? (heights.of(row.id) ?? linePx) : linePx
      : linePx;
    return layOut(
      rows,
      markers.map(({ rowIndex }) => rowIndex),
      { rowPx, markerPx: MARKER_PX },
    );
    // `measured`: the heights themselves are no value that could be compared.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows, markers, heights, shapeKey, density, wrapsLines, hasTallRows, expandedIds, measured]);

  function measure(rowGroup: HTMLElement): boolean {
    if (!hasTallRows) return false;
    let isNews = false;
    for (const element of rowGroup.querySelectorAll<HTMLElement>('.entry.is-tall')) {
      const id = Number(element.dataset['id']);
      if (heights.note(id, element.getBoundingClientRect().height)) isNews = true;
    }
    if (isNews) setMeasured((count) => count + 1);
    return isNews;
  }

  return { layout, markers, shapeKey, hasTallRows, measure };
}

import type { RefObject, WheelEvent } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import type { ListLayout, RowRange } from './list-layout.ts';
import { drawnRange, positionAt, visibleRange } from './list-layout.ts';
import { ListPlacement } from './list-placement.ts';

interface ScrollingOptions {
  viewport: RefObject<HTMLDivElement | null>;
  head: RefObject<HTMLDivElement | null>;
  layout: ListLayout;
  viewportPx: number;
  shapeKey: string;
  /** Measures what is drawn; while that brings news, the list is drawn again before it is painted. */
  measure: (rowGroup: HTMLElement) => boolean;
}

interface ListScrolling {
  drawn: RowRange;
  onScroll: () => void;
  onWheel: (event: WheelEvent) => void;
  /** The list is to stand still from now on, if it follows. */
  hold: () => void;
}

/** Puts the list where the feed wants it, before anything is painted, and tells the feed where the user scrolls it. */
export function useListScrolling({
  viewport,
  head,
  layout,
  viewportPx,
  shapeKey,
  measure,
}: ScrollingOptions): ListScrolling {
  const { feed } = useAppModel();
  const { position: wish, selectedId, window, follow } = useStore(feed.state);
  const [placement] = useState(() => new ListPlacement());
  const placedTopPx = useRef(0);
  const request = { layout, viewportPx, wish, selectedId, shapeKey };
  const placed = placement.place(request);
  const { topPx } = placed;
  const drawn = drawnRange(layout, topPx, viewportPx);
  const visible = visibleRange(layout, topPx, viewportPx);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null || viewportPx === 0) return;
    const rowGroup = element.firstElementChild;
    if (rowGroup instanceof HTMLElement && measure(rowGroup)) return;
    if (Math.abs(element.scrollTop - topPx) > 0.5) element.scrollTo({ top: topPx });
    placedTopPx.current = element.scrollTop;
    const settled = placement.settle(request, placed);
    if (settled !== undefined) feed.settled(settled);
  });

  const topId = layout.rows[visible.from]?.id ?? 0;
  const bottomId = layout.rows[visible.to - 1]?.id ?? topId;
  useEffect(() => {
    feed.noticeDrawn({ firstIndex: drawn.from, lastIndex: drawn.to, topId, bottomId });
  }, [feed, drawn.from, drawn.to, topId, bottomId, follow, window]);

  function onScroll(): void {
    const element = viewport.current;
    if (element === null) return;
    head.current?.scrollTo({ left: element.scrollLeft });
    const top = element.scrollTop;
    const movedPx = top - placedTopPx.current;
    if (Math.abs(movedPx) <= 1) return; // Our own doing.
    placedTopPx.current = top;
    const distancePx = element.scrollHeight - element.clientHeight - top;
    const position = placement.scrolled(top);
    if (position.kind === 'row') feed.scrolled(position, distancePx, movedPx > 0);
  }

  function hold(): void {
    const position = positionAt(layout, viewport.current?.scrollTop ?? 0);
    if (position.kind === 'row') feed.scrollingAway(position);
  }

  function onWheel(event: WheelEvent): void {
    if (event.deltaY < 0 && (viewport.current?.scrollTop ?? 0) > 0) hold();
  }

  return { drawn, onScroll, onWheel, hold };
}

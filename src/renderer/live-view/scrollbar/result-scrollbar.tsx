import { useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode, WheelEvent } from 'react';
import { useAppModel } from '../../app-model.ts';
import { formatCount, formatShortTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { rankScale, totalOf } from './rank-scale.ts';
import { scrollByKey } from './scrollbar-keys.ts';
import { trackTicks } from './severity-ticks.ts';
import { listPlace, thumbAt } from './thumb.ts';
import { TickMarks } from './tick-marks.tsx';
import { LIST_ID, useListBox } from './use-list-box.ts';
import { useScrollbarPointer } from './use-scrollbar-pointer.ts';

/**
 * The list's scrollbar. It stands for the whole filtered result, of which the list holds a window, and shows where in it
 * errors and warnings are.
 */
export function ResultScrollbar(): ReactNode {
  const model = useAppModel();
  const { feed, settings, status } = model;
  const { window, follow, filter } = useStore(feed.state);
  const visible = useStore(feed.visible);
  const { outline, lastId, isCounting } = useStore(feed.summary.state);
  const { timeZone } = useStore(settings);
  const element = useRef<HTMLDivElement>(null);
  const { topPx, heightPx: trackPx } = useListBox(element);
  const { severities } = filter;
  // A half counted outline would put all that is not counted yet into one place.
  const wholeOutline = isCounting ? null : outline;
  const storedId = useStore(status)?.lastId ?? 0;
  // Before the first count the window tells only how far the list has read: it may stand anywhere.
  const newestId = wholeOutline === null ? Math.max(lastId, storedId, window.completeUpToId) : lastId;
  const scale = useMemo(
    () => rankScale(wholeOutline, newestId, severities),
    [wholeOutline, newestId, severities],
  );
  const ticks = useMemo(
    () => trackTicks(outline, scale, severities, trackPx),
    [outline, scale, severities, trackPx],
  );
  const place = listPlace(scale, visible, window, follow === 'following');
  const restingThumb = thumbAt(place, totalOf(scale), trackPx);
  const pointer = useScrollbarPointer({
    model,
    scale,
    ticks,
    trackPx,
    thumb: restingThumb,
    visibleEntries: place.visibleEntries,
  });
  const { draggedThumb, handlers } = pointer;
  const thumb = draggedThumb ?? restingThumb;
  const time = visible === null ? '' : formatShortTime(visible.firstUnixUs, timeZone);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || restingThumb === null) return;
    if (scrollByKey(event.key, feed, scale)) event.preventDefault();
  }

  return (
    <div
      ref={element}
      className={draggedThumb === null ? 'result-scrollbar' : 'result-scrollbar is-dragged'}
      style={{ top: topPx, height: trackPx }}
      role="scrollbar"
      aria-label={texts.scrollbar.name}
      aria-controls={LIST_ID}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(place.share * 100)}
      aria-valuetext={texts.scrollbar.value(time, formatCount(Math.round(place.share * 100)))}
      aria-disabled={thumb === null}
      tabIndex={thumb === null ? -1 : 0}
      onKeyDown={onKeyDown}
      onWheel={scrollList}
      {...handlers}
    >
      {/* Where everything is in sight, there is no way to show. */}
      {thumb === null ? null : (
        <>
          <TickMarks ticks={ticks} trackPx={trackPx} />
          <div
            className="scrollbar-thumb"
            style={{ height: thumb.heightPx, transform: `translateY(${String(thumb.topPx)}px)` }}
          />
        </>
      )}
      {draggedThumb === null || time === '' ? null : (
        <div
          className="scrollbar-label"
          aria-hidden="true"
          style={{ top: draggedThumb.topPx + draggedThumb.heightPx / 2 }}
        >
          {time}
        </div>
      )}
    </div>
  );
}

/** The wheel turns the list wherever on it the pointer is, the scrollbar included. */
function scrollList(event: WheelEvent): void {
  const list = document.getElementById(LIST_ID);
  if (list === null || event.ctrlKey) return;
  // The list wants to know of the wheel before it moves: following would fight it otherwise.
  list.dispatchEvent(new globalThis.WheelEvent('wheel', { bubbles: true, deltaY: event.deltaY }));
  list.scrollBy({ top: event.deltaY });
}

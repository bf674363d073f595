import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, WheelEvent } from 'react';
import { useAppModel } from '../app-model.ts';
import { currentZoneName } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { EntryListRow, rowElementId } from './entry-row.tsx';
import { ROW_HEIGHT_PX, drawnRange, positionAt, scrollTopPx } from './list-geometry.ts';
import type { RowWindow } from './row-window.ts';
import { useGapWords } from './use-gap-words.ts';

/**
 * The list of entries: one line each, only those near the viewport in the document. Its place comes from the feed
 * (`position`), its scrolling goes to the feed; rows may come and go above without moving what is under the eyes.
 */
export function EntryList(): ReactNode {
  const { feed, settings } = useAppModel();
  const live = useStore(feed.state);
  const { timeZone } = useStore(settings);
  const viewport = useRef<HTMLDivElement>(null);
  const placedTopPx = useRef(0);
  const [viewportPx, setViewportPx] = useState(0);
  const { rows } = live.window;
  const topPx = scrollTopPx(live.position, rows, viewportPx);
  const { from, to } = drawnRange(topPx, viewportPx, rows.length);
  const hasHost = useHasSeveralHosts(live.window);
  const gapWords = useGapWords();

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    const measure = (): void => {
      setViewportPx(element.clientHeight);
      feed.setViewport(element.clientHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [feed]);

  // After every drawing: the rows have moved, and the list must stand where the feed says before anything is painted.
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    if (Math.abs(element.scrollTop - topPx) > 1) element.scrollTop = topPx;
    placedTopPx.current = element.scrollTop;
  });

  useEffect(() => {
    feed.noticeDrawn(from, to);
  }, [feed, from, to, live.follow, live.window]);

  function onScroll(): void {
    const element = viewport.current;
    if (element === null) return;
    const top = element.scrollTop;
    const movedPx = top - placedTopPx.current;
    if (Math.abs(movedPx) <= 1) return; // Our own doing.
    placedTopPx.current = top;
    const distancePx = element.scrollHeight - element.clientHeight - top;
    feed.scrolled(positionAt(top, rows), distancePx, movedPx > 0);
  }

  function onWheel(event: WheelEvent): void {
    const top = viewport.current?.scrollTop ?? 0;
    if (event.deltaY < 0 && top > 0) feed.scrollingAway(positionAt(top, rows));
  }

  function onClick(event: MouseEvent): void {
    const id =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : '';
    // Selecting text to copy it ends in a click as well.
    if (id !== undefined && id !== '' && getSelection()?.isCollapsed !== false) void feed.select(Number(id));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      void feed.selectRelative(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && live.selectedId === null) void feed.selectRelative(-1);
    else if (event.key === 'PageUp') feed.scrollingAway(positionAt(topPx, rows));
  }

  const isSelectedDrawn = rows.slice(from, to).some((row) => row.id === live.selectedId);
  const isWholeLog = !live.window.hasOlder && !live.window.hasNewer;
  return (
    <div className={hasHost ? 'list has-host' : 'list'}>
      <div className="list-head" aria-hidden="true">
        <span className="cell-time">
          <span className="cell-day">{texts.live.columnTime} </span>({currentZoneName(timeZone)})
        </span>
        <span className="cell-severity">{texts.live.columnSeverity}</span>
        {hasHost ? <span className="cell-host">{texts.live.columnHost}</span> : null}
        <span className="cell-unit">{texts.live.columnUnit}</span>
        <span className="cell-process">{texts.live.columnProcess}</span>
        <span className="cell-message">{texts.live.columnMessage}</span>
      </div>
      <div
        ref={viewport}
        id="log-entries"
        className="list-viewport"
        role="grid"
        aria-label={texts.live.listName}
        aria-rowcount={isWholeLog ? rows.length : -1}
        aria-activedescendant={
          isSelectedDrawn && live.selectedId !== null ? rowElementId(live.selectedId) : undefined
        }
        tabIndex={0}
        onScroll={onScroll}
        onWheel={onWheel}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="list-rows" style={{ height: rows.length * ROW_HEIGHT_PX }}>
          {rows.slice(from, to).map((row, offset) => (
            <EntryListRow
              key={row.id}
              row={row}
              index={from + offset}
              isSelected={row.id === live.selectedId}
              hasHost={hasHost}
              zone={timeZone}
              gapBefore={gapWords.get(row.id)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Whether the window has, or once had, entries of more than one host: a column does not come and go. */
function useHasSeveralHosts(window: RowWindow): boolean {
  const [hasSeveral, setHasSeveral] = useState(false);
  const first = window.rows[0]?.host;
  const hasNow = useMemo(() => window.rows.some((row) => row.host !== first), [window.rows, first]);
  if (hasNow && !hasSeveral) setHasSeveral(true);
  return hasSeveral;
}

import { useEffect, useRef, useState } from 'react';
import type { MouseEvent, PointerEvent, RefObject } from 'react';
import type { BarRow } from './histogram-bars.ts';
import { barIndexAt } from './histogram-bars.ts';
import type { HistogramSteering } from './histogram-steering.ts';
import { unixUsAt } from './time-range.ts';

/** A hand that clicks moves a little. */
const DRAG_FROM_PX = 4;
const ZOOM_IN = 0.25;
/** One notch of a wheel is 100 to 120; five of them go from a day to an hour. */
const ZOOM_PER_WHEEL = 1.006;

interface PlotPointer {
  element: RefObject<HTMLDivElement | null>;
  /** The bar under the pointer. */
  hoverIndex: number | null;
  isChoosing: boolean;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => void;
    onPointerCancel: () => void;
    onPointerLeave: () => void;
    onDoubleClick: (event: MouseEvent<HTMLDivElement>) => void;
  };
}

/** Mouse, pen and finger over the bars: a click goes there, dragging chooses, a double click and Ctrl with the wheel zoom. */
export function usePlotPointer(
  row: BarRow,
  steering: HistogramSteering,
  jumpTo: (unixUs: number) => void,
): PlotPointer {
  const element = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ startPx: number; startUnixUs: number; hasMoved: boolean } | null>(null);
  const [hoverShare, setHoverShare] = useState<number | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);

  function momentAt(event: { currentTarget: Element; clientX: number }): number {
    return unixUsAt(row.range, shareUnder(event.currentTarget, event.clientX));
  }

  function release(): void {
    pressed.current = null;
    setIsChoosing(false);
  }

  // React's own wheel listener is passive: it could not keep the browser from zooming the page.
  useEffect(() => {
    const plot = element.current;
    if (plot === null) return undefined;
    function onWheel(this: Element, event: WheelEvent): void {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const around = unixUsAt(row.range, shareUnder(this, event.clientX));
      steering.zoomBy(ZOOM_PER_WHEEL ** event.deltaY, around, row.range);
    }
    plot.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      plot.removeEventListener('wheel', onWheel);
    };
  }, [row.range, steering]);

  return {
    element,
    hoverIndex: hoverShare === null ? null : barIndexAt(row, unixUsAt(row.range, hoverShare)),
    isChoosing,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const startUnixUs = momentAt(event);
        pressed.current = { startPx: event.clientX, startUnixUs, hasMoved: false };
      },
      onPointerMove: (event) => {
        setHoverShare(shareUnder(event.currentTarget, event.clientX));
        const { current } = pressed;
        if (current === null) return;
        current.hasMoved ||= Math.abs(event.clientX - current.startPx) >= DRAG_FROM_PX;
        if (!current.hasMoved) return;
        setIsChoosing(true);
        steering.choose(current.startUnixUs, momentAt(event));
      },
      onPointerUp: (event) => {
        const { current } = pressed;
        release();
        if (current === null || current.hasMoved) return;
        const moment = momentAt(event);
        const wasChosen = steering.selection.get().anchorUnixUs !== null;
        steering.point(moment);
        // A click beside a chosen range only lets it go.
        const bar = row.bars[barIndexAt(row, moment)];
        if (!wasChosen && bar !== undefined) jumpTo(bar.fromUnixUs);
      },
      onPointerCancel: release,
      onPointerLeave: () => {
        setHoverShare(null);
      },
      onDoubleClick: (event) => {
        steering.zoomBy(ZOOM_IN, momentAt(event), row.range);
      },
    },
  };
}

/** Where a place on the screen lies between the left and the right edge of an element: 0 to 1. */
function shareUnder(element: Element, clientX: number): number {
  const box = element.getBoundingClientRect();
  return box.width === 0 ? 1 : Math.min(1, Math.max(0, (clientX - box.left) / box.width));
}

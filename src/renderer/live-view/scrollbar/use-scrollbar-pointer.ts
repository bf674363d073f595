import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { AppModel } from '../../app-model.ts';
import { nextFrame } from '../../state/store.ts';
import { LatestWins } from './latest-wins.ts';
import type { RankScale } from './rank-scale.ts';
import type { TrackTicks } from './severity-ticks.ts';
import { tickNear } from './severity-ticks.ts';
import { goToTick } from './go-to-tick.ts';
import type { Thumb } from './thumb.ts';
import { idAtShare, shareOfThumb } from './thumb.ts';

/** A click that near to a tick means it. */
const TICK_REACH_PX = 3;

interface ScrollbarPointerOptions {
  model: AppModel;
  scale: RankScale;
  ticks: TrackTicks;
  trackPx: number;
  /** null: there is nothing to scroll. */
  thumb: Thumb | null;
  visibleEntries: number;
}

interface ScrollbarPointer {
  /** The thumb where the hand holds it, ahead of the list; null: it is not held. */
  draggedThumb: Thumb | null;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
}

/** Mouse, pen and finger on the scrollbar: drags the thumb, goes to where the track is clicked, or to a tick near by. */
export function useScrollbarPointer(options: ScrollbarPointerOptions): ScrollbarPointer {
  const { model, scale, ticks, trackPx, thumb, visibleEntries } = options;
  const { feed } = model;
  const [list] = useState(() => new LatestWins((id: number) => feed.jumpToEntry(id)));
  const held = useRef<{ grabPx: number; share: number | null } | null>(null);
  const [draggedThumb, setDraggedThumb] = useState<Thumb | null>(null);

  function dragTo(pointerPx: number, heightPx: number): void {
    const { current } = held;
    if (current === null) return;
    const topPx = Math.max(0, Math.min(trackPx - heightPx, pointerPx - current.grabPx));
    current.share = shareOfThumb(topPx, heightPx, trackPx);
    setDraggedThumb({ topPx, heightPx });
    list.ask(idAtShare(scale, current.share, visibleEntries));
  }

  async function release(): Promise<void> {
    const share = held.current?.share;
    held.current = null;
    await list.settled();
    // At an end the estimate gives way to the end itself. A pause by the user is not ended by it.
    if (share === 0) await feed.jumpToOldest();
    else if (share === 1 && feed.state.get().follow !== 'paused') feed.jumpToNewest();
    // The list says where it stands once it is drawn.
    nextFrame(() => {
      nextFrame(() => {
        if (held.current === null) setDraggedThumb(null);
      });
    });
  }

  return {
    draggedThumb,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0 || thumb === null) return;
        const pointerPx = placeOn(event);
        const isOnThumb = pointerPx >= thumb.topPx && pointerPx < thumb.topPx + thumb.heightPx;
        const tick = isOnThumb ? undefined : tickNear(ticks, Math.floor(pointerPx), TICK_REACH_PX);
        if (tick !== undefined) {
          void goToTick(tick, model);
          return;
        }
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { grabPx: isOnThumb ? pointerPx - thumb.topPx : thumb.heightPx / 2, share: null };
        if (!isOnThumb) dragTo(pointerPx, thumb.heightPx);
      },
      onPointerMove: (event) => {
        if (held.current !== null) dragTo(placeOn(event), (draggedThumb ?? thumb)?.heightPx ?? 0);
      },
      onPointerUp: () => {
        if (held.current !== null) void release();
      },
      onPointerCancel: () => {
        if (held.current !== null) void release();
      },
    },
  };
}

/** Pixels below the upper end of the track. */
function placeOn(event: PointerEvent<HTMLElement>): number {
  return event.clientY - event.currentTarget.getBoundingClientRect().top;
}

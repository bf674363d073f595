import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

const NARROWEST_PX = 280;
const WIDEST_PX = 900;
const KEY_STEP_PX = 24;

/** The edge between list and details: drag it, or move it with the arrow keys. */
export function PaneResizer(): ReactNode {
  const { settings } = useAppModel();
  const { detailsWidthPx } = useStore(settings);

  function setWidth(widthPx: number): void {
    settings.patch({ detailsWidthPx: Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, widthPx))) });
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const pane = event.currentTarget.parentElement;
    if (pane !== null) setWidth(pane.getBoundingClientRect().right - event.clientX);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') setWidth(detailsWidthPx + KEY_STEP_PX);
    else if (event.key === 'ArrowRight') setWidth(detailsWidthPx - KEY_STEP_PX);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className="pane-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={texts.details.resize}
      aria-valuenow={detailsWidthPx}
      aria-valuemin={NARROWEST_PX}
      aria-valuemax={WIDEST_PX}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

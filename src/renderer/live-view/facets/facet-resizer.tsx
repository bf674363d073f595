import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';

const NARROWEST_PX = 160;
const WIDEST_PX = 480;
const KEY_STEP_PX = 24;

/** The edge between facets and list: drag it, or move it with the arrow keys. */
export function FacetResizer(): ReactNode {
  const { settings } = useAppModel();
  const { facetsWidthPx } = useStore(settings);

  function setWidth(widthPx: number): void {
    settings.patch({ facetsWidthPx: Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, widthPx))) });
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const panel = event.currentTarget.parentElement;
    if (panel !== null) setWidth(event.clientX - panel.getBoundingClientRect().left);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowRight') setWidth(facetsWidthPx + KEY_STEP_PX);
    else if (event.key === 'ArrowLeft') setWidth(facetsWidthPx - KEY_STEP_PX);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className="facet-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={texts.facets.resize}
      aria-controls="facets"
      aria-valuenow={facetsWidthPx}
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

import { memo } from 'react';
import type { ReactNode } from 'react';
import type { TrackTicks } from './severity-ticks.ts';
import { tickPath } from './severity-ticks.ts';

/** Of the scrollbar; styles/list.css reserves the same. */
const TRACK_WIDTH_PX = 14;
/** Errors take nearly the whole width, warnings the outer half: they differ without colour, too. */
const ERROR_LEFT_PX = 2;
const WARNING_LEFT_PX = 7;
const RIGHT_PX = 13;

/** From the lowest to the one on top. */
const LAYERS = [
  { kind: 'warning', isFaint: true, leftPx: WARNING_LEFT_PX },
  { kind: 'warning', isFaint: false, leftPx: WARNING_LEFT_PX },
  { kind: 'error', isFaint: true, leftPx: ERROR_LEFT_PX },
  { kind: 'error', isFaint: false, leftPx: ERROR_LEFT_PX },
] as const;

interface TickMarksProps {
  ticks: TrackTicks;
  trackPx: number;
}

/** Where errors and warnings are. Drawn anew only when their counts change, not with every scrolled row. */
export const TickMarks = memo(function TickMarks({ ticks, trackPx }: TickMarksProps): ReactNode {
  return (
    <svg className="scrollbar-ticks" width={TRACK_WIDTH_PX} height={trackPx} aria-hidden="true">
      {LAYERS.map((layer) => (
        <path
          key={`${layer.kind} ${String(layer.isFaint)}`}
          className={`scrollbar-tick-${layer.kind}${layer.isFaint ? ' is-faint' : ''}`}
          d={tickPath(ticks, layer, layer.leftPx, RIGHT_PX)}
        />
      ))}
    </svg>
  );
});

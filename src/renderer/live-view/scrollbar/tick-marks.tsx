import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { TrackTicks } from './severity-ticks.ts';
import { tickPath } from './severity-ticks.ts';

/** Of the scrollbar; styles/list.css reserves the same. */
const TRACK_WIDTH_PX = 14;
/** Errors take nearly the whole width, warnings the outer half: they differ without colour, too. */
const ERROR_LEFT_PX = 2;
const WARNING_LEFT_PX = 7;
const RIGHT_PX = 13;

interface TickMarksProps {
  ticks: TrackTicks;
  trackPx: number;
}

/** Where errors and warnings are. Drawn anew only when their counts change, not with every scrolled row. */
export const TickMarks = memo(function TickMarks({ ticks, trackPx }: TickMarksProps): ReactNode {
  const paths = useMemo(
    () => ({
      warning: tickPath(ticks, 'warning', WARNING_LEFT_PX, RIGHT_PX),
      error: tickPath(ticks, 'error', ERROR_LEFT_PX, RIGHT_PX),
    }),
    [ticks],
  );
  return (
    <svg className="scrollbar-ticks" width={TRACK_WIDTH_PX} height={trackPx} aria-hidden="true">
      <path className="scrollbar-tick-warning" d={paths.warning} />
      <path className="scrollbar-tick-error" d={paths.error} />
    </svg>
  );
});

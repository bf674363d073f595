import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import type { TimeRange } from '../live-summary.ts';
import { shareAt } from './time-range.ts';

/** A few rows of a long log are less than a pixel of its time. */
const NARROWEST_PX = 3;

/** Below the bars, where none hides it. */
export const FOOT_PX = 3;

interface VisibleBandProps {
  range: TimeRange;
  widthPx: number;
  heightPx: number;
}

/** Marks the time that the list shows now. A component of its own: it moves with every scrolled row. */
export function VisibleBand({ range, widthPx, heightPx }: VisibleBandProps): ReactNode {
  const { feed } = useAppModel();
  const visible = useStore(feed.visible);
  if (visible === null) return null;
  // Several sources are stored as they come: the first row need not be the oldest.
  const from = shareAt(range, Math.min(visible.firstUnixUs, visible.lastUnixUs));
  const until = shareAt(range, Math.max(visible.firstUnixUs, visible.lastUnixUs));
  if (until < 0 || from > 1) return null;
  const leftPx = Math.max(0, from * widthPx);
  const bandPx = Math.max(NARROWEST_PX, Math.min(1, until) * widthPx - leftPx);
  const x = Math.round(Math.min(leftPx, widthPx - bandPx));
  return (
    <g className="histogram-visible">
      <rect className="histogram-visible-band" x={x} width={Math.round(bandPx)} height={heightPx} />
      <rect
        className="histogram-visible-foot"
        x={x}
        y={heightPx}
        width={Math.round(bandPx)}
        height={FOOT_PX}
      />
    </g>
  );
}

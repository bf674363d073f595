import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { TimeRange } from '../live-summary.ts';
import type { ClockStyle } from './interval-words.ts';
import { tickWords } from './interval-words.ts';
import { shareAt } from './time-range.ts';
import { timeTicks } from './time-ticks.ts';

/** Room for "Nov 22 10:15" and some air. */
const LEAST_SPACING_PX = 92;
/** A mark's words stand to the right of it; nearer to the edge they would be cut. */
const LAST_WORDS_PX = 40;

interface HistogramAxisProps {
  range: TimeRange;
  widthPx: number;
  style: ClockStyle;
}

/** Round times under the bars. The bars' own words say the same to a screen reader. */
export function HistogramAxis({ range, widthPx, style }: HistogramAxisProps): ReactNode {
  const ticks = useMemo(
    () => timeTicks(range, widthPx, LEAST_SPACING_PX, style.zone),
    [range, widthPx, style.zone],
  );
  const words = tickWords(ticks, style);
  return (
    <div className="histogram-axis" aria-hidden="true">
      {ticks.map((tick, index) => {
        const leftPx = Math.round(shareAt(range, tick.unixUs) * widthPx);
        return leftPx > widthPx - LAST_WORDS_PX ? null : (
          <span
            key={tick.unixUs}
            className={`histogram-tick histogram-tick-${tick.unit}`}
            style={{ left: leftPx }}
          >
            {words[index]}
          </span>
        );
      })}
    </div>
  );
}

import type { ReactNode } from 'react';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { TimeRange } from '../live-summary.ts';
import { intervalWords, severityLines } from './bar-words.ts';
import type { HistogramBar } from './histogram-bars.ts';
import type { ClockStyle } from './interval-words.ts';

interface BarTooltipProps {
  bar: HistogramBar;
  /** Of the bar's middle. */
  leftPx: number;
  range: TimeRange;
  style: ClockStyle;
}

/** What a bar stands for, in words. The slider's value says it to a screen reader. */
export function BarTooltip({ bar, leftPx, range, style }: BarTooltipProps): ReactNode {
  return (
    <div className="histogram-tooltip" aria-hidden="true" style={{ left: withinEdges(leftPx) }}>
      <strong>{intervalWords(bar, range, style)}</strong>
      <span>
        {bar.total === 0
          ? texts.histogram.nothing
          : texts.histogram.entries(bar.total, formatCount(bar.total))}
      </span>
      {severityLines(bar).map(({ severity, words }) => (
        <span key={severity} className="histogram-tooltip-line">
          <SeverityMark severity={severity} />
          {words}
        </span>
      ))}
    </div>
  );
}

/** Half its greatest width from either edge. */
function withinEdges(leftPx: number): string {
  return `clamp(100px, ${String(Math.round(leftPx))}px, 100% - 100px)`;
}

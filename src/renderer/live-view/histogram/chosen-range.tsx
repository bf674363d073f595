import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { formatCount } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { intervalWords } from './bar-words.ts';
import type { BarRow } from './histogram-bars.ts';
import { barIndexAt, barsTogether } from './histogram-bars.ts';
import type { HistogramSteering } from './histogram-steering.ts';
import type { ClockStyle } from './interval-words.ts';

interface ChosenRangeProps {
  row: BarRow;
  steering: HistogramSteering;
  style: ClockStyle;
}

/** What can be done with a range that was chosen by dragging or with Shift and the arrow keys. */
export function ChosenRange({ row, steering, style }: ChosenRangeProps): ReactNode {
  const { cursorUnixUs, anchorUnixUs } = useStore(steering.selection);
  if (cursorUnixUs === null || anchorUnixUs === null) return null;
  const anchorIndex = barIndexAt(row, anchorUnixUs);
  const cursorIndex = barIndexAt(row, cursorUnixUs);
  const chosen = barsTogether(row, anchorIndex, cursorIndex);
  const middle = ((anchorIndex + cursorIndex + 1) / 2 / row.bars.length) * 100;
  return (
    <div
      className="histogram-range"
      role="group"
      aria-label={texts.histogram.chosen}
      style={{ left: `clamp(min(50%, 260px), ${middle.toFixed(2)}%, max(50%, 100% - 260px))` }}
    >
      <span>
        <strong>{intervalWords(chosen, row.range, style)}</strong>{' '}
        {texts.histogram.entries(chosen.total, formatCount(chosen.total))}
      </span>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          steering.zoomTo(chosen);
        }}
      >
        {texts.histogram.zoom}
      </button>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          steering.showOnly(chosen);
        }}
      >
        {texts.histogram.onlyThis}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.histogram.clear}
        title={texts.histogram.clear}
        onClick={() => {
          steering.clear();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

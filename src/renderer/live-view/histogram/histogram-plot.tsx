import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { filterKey } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { barPaths } from './bar-paths.ts';
import { BarTooltip } from './bar-tooltip.tsx';
import { barValueWords } from './bar-words.ts';
import type { BarRow } from './histogram-bars.ts';
import { barIndexAt, barsTogether, mostEntriesOf } from './histogram-bars.ts';
import { HatchPatterns } from './hatch-patterns.tsx';
import { steerByKey } from './histogram-keys.ts';
import type { HistogramSteering } from './histogram-steering.ts';
import type { ClockStyle } from './interval-words.ts';
import { PendingPart } from './pending-part.tsx';
import { steadyScale } from './stack-heights.ts';
import { useEasedNumber } from './use-eased-number.ts';
import { usePlotPointer } from './use-plot-pointer.ts';
import { FOOT_PX, VisibleBand } from './visible-band.tsx';

/** Of the bars; styles/histogram.css reserves the same. */
const PLOT_HEIGHT_PX = 46;

interface HistogramPlotProps {
  row: BarRow;
  widthPx: number;
  steering: HistogramSteering;
  style: ClockStyle;
}

/**
 * The bars, and what is done with them by pointer and keys. To a screen reader it is a slider whose value is the bar at
 * the cursor.
 */
export function HistogramPlot({ row, widthPx, steering, style }: HistogramPlotProps): ReactNode {
  const { feed, announcer } = useAppModel();
  const { filter } = useStore(feed.state);
  const { cursorUnixUs, anchorUnixUs } = useStore(steering.selection);
  const hintId = useId();
  const [hasFocus, setHasFocus] = useState(false);
  const occasion = `${filterKey(filter)} ${String(row.barUs)}`;
  const mostEntries = useEasedNumber(steadyScale(mostEntriesOf(row)), occasion);
  const paths = useMemo(
    () => barPaths(row.bars, widthPx, PLOT_HEIGHT_PX, mostEntries),
    [row, widthPx, mostEntries],
  );
  const cursorIndex = barIndexAt(
    row,
    cursorUnixUs ?? feed.visible.get()?.lastUnixUs ?? row.range.untilUnixUs,
  );
  const anchorIndex = anchorUnixUs === null ? null : barIndexAt(row, anchorUnixUs);

  function jumpTo(unixUs: number): void {
    void feed.jumpToTime(unixUs).then((isFound) => {
      if (!isFound) announcer.say(texts.histogram.noneThere);
    });
  }

  const { element, hoverIndex, isChoosing, handlers } = usePlotPointer(row, steering, jumpTo);
  const shownIndex = hoverIndex ?? (hasFocus ? cursorIndex : null);
  const described = barsTogether(row, anchorIndex ?? cursorIndex, cursorIndex);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steerByKey(event, row, cursorIndex, steering, jumpTo)) event.preventDefault();
  }

  return (
    <>
      <div
        ref={element}
        className={isChoosing ? 'histogram-plot is-choosing' : 'histogram-plot'}
        role="slider"
        tabIndex={0}
        aria-label={texts.histogram.name}
        aria-describedby={hintId}
        aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight ArrowUp ArrowDown Enter Space J Escape"
        aria-valuemin={0}
        aria-valuemax={row.bars.length - 1}
        aria-valuenow={cursorIndex}
        aria-valuetext={barValueWords(described, row.range, style)}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          setHasFocus(event.currentTarget.matches(':focus-visible'));
        }}
        onBlur={() => {
          setHasFocus(false);
        }}
        {...handlers}
      >
        <svg width={widthPx} height={PLOT_HEIGHT_PX + FOOT_PX} aria-hidden="true">
          <HatchPatterns />
          <PendingPart row={row} widthPx={widthPx} heightPx={PLOT_HEIGHT_PX} />
          <VisibleBand range={row.range} widthPx={widthPx} heightPx={PLOT_HEIGHT_PX} />
          {shownIndex === null || anchorIndex !== null ? null : (
            <BarStripe
              className="histogram-cursor"
              row={row}
              widthPx={widthPx}
              first={shownIndex}
              last={shownIndex}
            />
          )}
          {anchorIndex === null ? null : (
            <BarStripe
              className="histogram-chosen"
              row={row}
              widthPx={widthPx}
              first={anchorIndex}
              last={cursorIndex}
            />
          )}
          {paths.map((path, severity) => (
            // oxlint-disable-next-line react/no-array-index-key -- the index is the severity's number
            <path key={severity} className={`histogram-bars severity-${String(severity)}`} d={path} />
          ))}
        </svg>
      </div>
      <span id={hintId} hidden>
        {texts.histogram.keysHint}
      </span>
      {shownIndex === null || (anchorIndex !== null && !isChoosing) ? null : (
        <BarTooltip
          bar={isChoosing ? described : barsTogether(row, shownIndex, shownIndex)}
          leftPx={((shownIndex + 0.5) * widthPx) / row.bars.length}
          range={row.range}
          style={style}
        />
      )}
    </>
  );
}

interface BarStripeProps {
  className: string;
  row: BarRow;
  widthPx: number;
  /** The bars at the ends, in either order. */
  first: number;
  last: number;
}

function BarStripe({ className, row, widthPx, first, last }: BarStripeProps): ReactNode {
  const pitchPx = widthPx / row.bars.length;
  const leftPx = Math.round(Math.min(first, last) * pitchPx);
  const rightPx = Math.round((Math.max(first, last) + 1) * pitchPx);
  return <rect className={className} x={leftPx} width={rightPx - leftPx} height={PLOT_HEIGHT_PX} />;
}

import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { useElementSize } from '../entry-list/use-element-size.ts';
import { ChosenRange } from './chosen-range.tsx';
import { barRow } from './histogram-bars.ts';
import { histogramCommands } from './histogram-commands.ts';
import { HistogramAxis } from './histogram-axis.tsx';
import { HistogramPlot } from './histogram-plot.tsx';
import { HistogramSteering } from './histogram-steering.ts';
import { useClockStyle } from './use-clock-style.ts';

/** When how much was logged, by severity, over the list; closed or open as the user left it. */
export function Histogram(): ReactNode {
  const { settings } = useAppModel();
  const { isHistogramOpen } = useStore(settings);
  useCommands(useMemo(() => histogramCommands(settings), [settings]));
  return isHistogramOpen ? <OpenHistogram /> : null;
}

function OpenHistogram(): ReactNode {
  const { feed } = useAppModel();
  const { histogram, zoom } = useStore(feed.summary.state);
  const { filter } = useStore(feed.state);
  const style = useClockStyle();
  const element = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(element);
  const [steering] = useState(() => new HistogramSteering(feed));
  const isZoomed = zoom !== null;
  const { severities } = filter;
  const row = useMemo(
    () => (histogram === null || widthPx === 0 ? null : barRow(histogram, severities, widthPx, isZoomed)),
    [histogram, severities, widthPx, isZoomed],
  );

  useEffect(() => {
    if (row !== null && !isZoomed) steering.rememberWhole(row.range);
  }, [steering, row, isZoomed]);

  return (
    <section className="histogram" aria-label={texts.histogram.toggle}>
      <div ref={element} className="histogram-body">
        {row === null ? null : (
          <>
            <HistogramPlot row={row} widthPx={widthPx} steering={steering} style={style} />
            <HistogramAxis range={row.range} widthPx={widthPx} style={style} />
            <ChosenRange row={row} steering={steering} style={style} />
          </>
        )}
      </div>
      {isZoomed ? <WholeRangeButton steering={steering} /> : null}
    </section>
  );
}

function WholeRangeButton({ steering }: { steering: HistogramSteering }): ReactNode {
  return (
    <button
      type="button"
      className="button button-small histogram-whole"
      title={texts.histogram.wholeRangeHint}
      onClick={() => {
        steering.showWhole();
      }}
    >
      {texts.histogram.wholeRange}
    </button>
  );
}

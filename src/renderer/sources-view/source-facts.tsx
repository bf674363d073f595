import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { formatCount, formatDuration, formatFullTime, formatRate } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { Fact } from './fact.tsx';

const NOTHING = '\u2013';

/** Rate, lag, gaps, and what is stored of a source. */
export function SourceFacts({ source }: { source: SourceStatus }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const words = texts.sources;
  const time = (unixUs: number | null): string =>
    unixUs === null ? NOTHING : formatFullTime(unixUs, timeZone);
  return (
    <dl className="facts facts-columns">
      <Fact name={words.rate} value={texts.status.perSecond(formatRate(source.entriesPerSecond))} />
      <Fact name={words.lag} value={source.lagMs === null ? NOTHING : formatDuration(source.lagMs)} />
      <Fact name={words.restarts} value={formatCount(source.restarts)} />
      <Fact name={words.gaps} value={formatCount(source.gaps)} />
      <Fact name={words.oldest} value={time(source.oldestUnixUs)} />
      <Fact name={words.newest} value={time(source.newestUnixUs)} />
    </dl>
  );
}

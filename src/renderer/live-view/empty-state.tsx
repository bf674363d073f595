import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { ProblemNotice, Remedy } from '../components/problem-notice.tsx';
import { formatCount, formatShortTime } from '../formats.ts';
import { NO_FILTER, isRestricted } from '../state/entry-filter.ts';
import { useStore } from '../state/use-store.ts';
import { captureState, capturedSources, isTroubled } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';
import { RetryButton, SourceProblem } from './source-problems.tsx';

/** Why there is no row, and what can be done: each reason has its own words. Nothing while there are rows. */
export function EmptyState(): ReactNode {
  const { feed, status } = useAppModel();
  const live = useStore(feed.state);
  const known = useStore(status);
  if (live.window.rows.length > 0) return null;
  if (live.problem !== null) {
    return (
      <ProblemNotice problem={live.problem} place="page" title={texts.problem.cannotShow}>
        <button
          type="button"
          className="button button-primary"
          onClick={() => void feed.setFilter(live.requested)}
        >
          {texts.problem.tryAgain}
        </button>
      </ProblemNotice>
    );
  }
  if (live.isFirstLoad) return <p className="empty-loading">{texts.empty.loading}</p>;
  if (live.follow === 'paused' && live.newEntries.total > 0) {
    return (
      <Empty
        title={texts.empty.paused}
        words={texts.empty.pausedWords(live.newEntries.total, formatCount(live.newEntries.total))}
      >
        <button type="button" className="button button-primary" onClick={() => void feed.resume()}>
          {texts.live.resume}
        </button>
      </Empty>
    );
  }
  if (live.searching !== null) return <Searching toUnixUs={live.searching.toUnixUs} />;
  const entries = known?.entries ?? live.window.completeUpToId ?? 0;
  if (isRestricted(live.filter) && entries > 0) {
    return (
      <Empty title={texts.empty.filtered} words={texts.empty.filteredWords(formatCount(entries))}>
        <button
          type="button"
          className="button button-primary"
          onClick={() => void feed.setFilter(NO_FILTER)}
        >
          {texts.filter.clear}
        </button>
      </Empty>
    );
  }
  const broken = known?.sources.find(isTroubled);
  if (broken !== undefined) return <SourceProblem source={broken} place="page" />;
  const vacant = known?.sources.find((source) => source.problem !== null);
  if (live.follow === 'paused') {
    return (
      <Empty title={texts.empty.paused} words={texts.empty.pausedNothing}>
        <button type="button" className="button button-primary" onClick={() => void feed.resume()}>
          {texts.live.resume}
        </button>
      </Empty>
    );
  }
  if (vacant !== undefined && vacant.problem !== null) {
    const { message, remedy } = vacant.problem;
    return (
      <Empty title={texts.empty.nothing} words={message} hint={remedy}>
        <RetryButton sourceId={vacant.id} />
      </Empty>
    );
  }
  if (known !== null && captureState(known) === 'complete')
    return <CompleteButEmpty sources={known.sources} />;
  if (known !== null && known.capture === 'here' && ['none', 'paused'].includes(captureState(known)))
    return <Empty title={texts.empty.nothing} words={texts.empty.notCaptured} />;
  const captured = known === null ? [] : capturedSources(known);
  const listening = captured.map((source) => source.stateText).join(' \u00b7 ');
  return <Empty title={texts.empty.nothing} words={texts.empty.nothingWords(listening)} />;
}

/** A slow search has found nothing yet: nothing is said of what it has not looked at. */
function Searching({ toUnixUs }: { toUnixUs: number | null }): ReactNode {
  const { feed, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const time = toUnixUs === null ? null : formatShortTime(toUnixUs, timeZone);
  return (
    <Empty title={texts.empty.searching} words={texts.empty.searchingWords(time)}>
      <button
        type="button"
        className="button"
        onClick={() => void feed.setFilter({ ...feed.state.get().requested, where: '' })}
      >
        {texts.empty.endSearch}
      </button>
    </Empty>
  );
}

function Empty({
  title,
  words,
  hint,
  children,
}: {
  title: string;
  words: string;
  hint?: string | undefined;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{words}</p>
      {hint === undefined ? null : <Remedy text={hint} />}
      {children === undefined ? null : <div className="empty-actions">{children}</div>}
    </div>
  );
}

/** All was read, and nothing of it is an entry. */
function CompleteButEmpty({ sources }: { sources: readonly SourceStatus[] }): ReactNode {
  const unreadable = sources.reduce((sum, source) => sum + source.counters.quarantined, 0);
  const words =
    unreadable === 0
      ? sources.map((source) => source.stateText).join(' \u00b7 ')
      : texts.empty.unreadableWords(unreadable, formatCount(unreadable));
  return <Empty title={texts.empty.complete} words={words} />;
}

import type { ReactNode } from 'react';
import type { QueueDepth, SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { formatBytes, formatCount, formatDuration, formatFullTime, formatRate } from '../formats.ts';
import { RetryButton } from '../live-view/source-problems.tsx';
import { useStore } from '../state/use-store.ts';
import { sourceHealth } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';
import { SeveritySettings } from './severity-table.tsx';
import { conservation } from './conservation.ts';

/** One source: its state, whether every entry received is accounted for, and how full its queues are. */
export function SourceCard({ source }: { source: SourceStatus }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const words = texts.sources;
  return (
    <section className="panel source" aria-label={source.spec}>
      <header className="source-head">
        <h2>
          <code>{source.spec}</code>
        </h2>
        <span className={`status-state health-${sourceHealth(source)}`}>
          {source.stateText === '' ? words.states[source.state] : source.stateText}
        </span>
      </header>
      {source.problem === null ? null : (
        <ProblemNotice problem={source.problem} place="inline">
          <RetryButton sourceId={source.id} />
        </ProblemNotice>
      )}
      <ConservationLine source={source} />
      <dl className="facts facts-columns">
        <Fact name={words.rate} value={texts.status.perSecond(formatRate(source.entriesPerSecond))} />
        <Fact name={words.lag} value={source.lagMs === null ? '\u2013' : formatDuration(source.lagMs)} />
        <Fact name={words.restarts} value={formatCount(source.restarts)} />
        <Fact name={words.gaps} value={formatCount(source.gaps)} />
        <Fact
          name={words.oldest}
          value={source.oldestUnixUs === null ? '\u2013' : formatFullTime(source.oldestUnixUs, timeZone)}
        />
        <Fact
          name={words.newest}
          value={source.newestUnixUs === null ? '\u2013' : formatFullTime(source.newestUnixUs, timeZone)}
        />
      </dl>
      <div className="queues">
        {source.queues.map((queue) => (
          <QueueMeter key={queue.name} queue={queue} />
        ))}
      </div>
      <SeveritySettings source={source} />
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function ConservationLine({ source }: { source: SourceStatus }): ReactNode {
  const { terms, difference } = conservation(source.counters);
  return (
    <p className="conservation">
      <span className="term">
        <b>{formatCount(source.counters.received)}</b> {texts.sources.received}
      </span>
      {terms.map(({ name, count }, index) => (
        <span key={name} className="term">
          <span className="operator" aria-hidden="true">
            {index === 0 ? '=' : '+'}
          </span>
          <b>{formatCount(count)}</b> {texts.sources.terms[name]}
        </span>
      ))}
      <span className={difference === 0 ? 'balance is-even' : 'balance is-off'}>
        {difference === 0
          ? texts.sources.balanced
          : texts.sources.unbalanced(formatCount(Math.abs(difference)))}
      </span>
    </p>
  );
}

function QueueMeter({ queue }: { queue: QueueDepth }): ReactNode {
  const fraction = Math.max(queue.entries / queue.capacityEntries, queue.bytes / queue.capacityBytes);
  return (
    <div className="queue">
      <span className="queue-name">{texts.sources.queue(queue.name)}</span>
      <meter value={fraction} max={1} high={0.8} aria-label={texts.sources.queue(queue.name)} />
      <span className="queue-figures">
        {texts.sources.depth(
          formatCount(queue.entries),
          formatCount(queue.capacityEntries),
          formatBytes(queue.bytes),
          formatBytes(queue.capacityBytes),
        )}
      </span>
    </div>
  );
}

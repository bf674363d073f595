import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { RetryButton } from '../live-view/source-problems.tsx';
import { sourceHealth } from '../status-bar/status-words.ts';
import { texts } from '../texts.ts';
import { ConservationLine } from './conservation-line.tsx';
import { SeveritySettings } from './severities/severity-table.tsx';
import { QueueMeter } from './queue-meter.tsx';
import { SourceFacts } from './source-facts.tsx';
import { SourceRestarts } from './source-restarts.tsx';
import { FormatLine } from './formats/format-line.tsx';

interface SourceCardProps {
  source: SourceStatus;
  /** What can be done with it. */
  actions: ReactNode;
}

/** One source that is captured: its state, whether every entry received is accounted for, and how full its queues are. */
export function SourceCard({ source, actions }: SourceCardProps): ReactNode {
  return (
    <section className="panel source" aria-label={source.spec}>
      <header className="source-head">
        <h2>
          <code>{source.spec}</code>
        </h2>
        <span className={`status-state health-${sourceHealth(source)}`}>
          {source.stateText === '' ? texts.sources.states[source.state] : source.stateText}
        </span>
      </header>
      {actions}
      {source.problem === null ? null : (
        <ProblemNotice problem={source.problem} place="inline">
          <RetryButton sourceId={source.id} />
        </ProblemNotice>
      )}
      <FormatLine source={source} />
      <ConservationLine source={source} />
      <SourceFacts source={source} />
      <SourceRestarts source={source} />
      <div className="queues">
        {source.queues.map((queue) => (
          <QueueMeter key={queue.name} queue={queue} />
        ))}
      </div>
      <SeveritySettings source={source} />
    </section>
  );
}

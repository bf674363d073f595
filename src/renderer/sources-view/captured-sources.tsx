import type { ReactNode } from 'react';
import type { SourceStatus, Status } from '#contract/status.ts';
import { texts } from '../texts.ts';
import { SourceActions } from './source-actions.tsx';
import { SourceCard } from './source-card.tsx';

const words = texts.changeSources;

interface CapturedSourcesProps {
  status: Status;
  /** Whether sources can be changed here. */
  canChange: boolean;
  onAdd: () => void;
}

/** The sources of the capture, in their order; with the way to the first one where there is none. */
export function CapturedSources({ status, canChange, onAdd }: CapturedSourcesProps): ReactNode {
  const sources = status.sources.filter(isOfCapture);
  const count = sources.filter(({ place }) => place !== null).length;
  if (sources.length === 0) {
    return (
      <section className="panel no-source" aria-label={words.empty}>
        <h2>{words.empty}</h2>
        <p className="hint">{words.emptyHint}</p>
        {canChange ? (
          <div>
            <button type="button" className="button button-primary" onClick={onAdd}>
              {words.add}
            </button>
          </div>
        ) : null}
      </section>
    );
  }
  return sources.map((source) => (
    <SourceCard
      key={source.id}
      source={source}
      actions={canChange ? <Actions source={source} sources={sources} count={count} /> : null}
    />
  ));
}

/** Whether a source is one of the capture, or will be when there is one again. */
export function isOfCapture({ isCaptured, place }: SourceStatus): boolean {
  return isCaptured || place !== null;
}

interface ActionsProps {
  source: SourceStatus;
  sources: readonly SourceStatus[];
  count: number;
}

function Actions({ source, sources, count }: ActionsProps): ReactNode {
  if (source.place !== null) {
    const hasLogs = sources.some(({ foundBy }) => foundBy === source.id);
    return <SourceActions source={source} place={source.place} count={count} hasLogs={hasLogs} />;
  }
  const folder = sources.find(({ id }) => id === source.foundBy);
  return folder === undefined ? null : <p className="hint">{words.foundBy(folder.spec)}</p>;
}

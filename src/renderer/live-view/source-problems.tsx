import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { appErrorOf } from '../state/app-error-of.ts';
import { texts } from '../texts.ts';

interface SourceProblemProps {
  source: SourceStatus;
  place: 'page' | 'banner';
  /** The user has read it; the status bar goes on saying that something is wrong. */
  onHide?: () => void;
}

/** What keeps a source from being read, or from being read wholly, with a way to try again. */
export function SourceProblem({ source, place, onHide }: SourceProblemProps): ReactNode {
  if (source.problem === null) return null;
  const title = place === 'page' ? texts.problem.cannotRead(source.spec) : texts.problem.source(source.spec);
  return (
    <ProblemNotice problem={source.problem} place={place} title={title}>
      <RetryButton sourceId={source.id} />
      {onHide === undefined ? null : (
        <button type="button" className="button" onClick={onHide}>
          {texts.problem.hide}
        </button>
      )}
    </ProblemNotice>
  );
}

/** Starts a source's listener at once. */
export function RetryButton({ sourceId }: { sourceId: number }): ReactNode {
  const { host, announcer } = useAppModel();
  const [failure, setFailure] = useState<AppError | null>(null);
  async function retry(): Promise<void> {
    setFailure(null);
    try {
      await host.call('sources.retry', { sourceId });
      announcer.say(texts.problem.trying);
    } catch (error) {
      setFailure(appErrorOf(error));
    }
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void retry()}>
        {texts.problem.tryAgain}
      </button>
      {failure === null ? null : <span className="field-problem">{failure.message}</span>}
    </>
  );
}

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatCount } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { BatchCard } from './batch-card.tsx';

const words = texts.batches;

/** Every export of this store, newest first: what is being written, and what became of the others. */
export function BatchList(): ReactNode {
  const { batches } = useAppModel();
  const history = useStore(batches.history);
  const [failure, setFailure] = useState<AppError | null>(null);

  async function readOlder(): Promise<void> {
    setFailure(null);
    try {
      await batches.readOlder();
    } catch (error) {
      setFailure(appErrorOf(error));
    }
  }

  return (
    <section className="batches" aria-label={words.name}>
      <div className="section-head">
        <h2>{words.title}</h2>
        {history.total === 0 ? null : (
          <span className="hint">{words.total(history.total, formatCount(history.total))}</span>
        )}
      </div>
      {history.batches.length === 0 ? <p className="hint">{words.none}</p> : null}
      <ol>
        {history.batches.map((batch) => (
          <BatchCard
            key={batch.id}
            batch={batch}
            queuedIds={history.queuedIds}
            isAsked={batch.id === history.askedId}
          />
        ))}
      </ol>
      {failure === null ? null : <ProblemNotice problem={failure} place="inline" />}
      {history.batches.length < history.total ? (
        <button
          type="button"
          className="button button-small"
          aria-disabled={history.isReadingOlder ? true : undefined}
          onClick={() => void readOlder()}
        >
          {words.older}
        </button>
      ) : null}
    </section>
  );
}

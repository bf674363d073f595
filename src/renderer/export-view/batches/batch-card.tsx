import { memo, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatBytes, formatCount, formatElapsed, formatRate, formatShortTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { BatchActions } from './batch-actions.tsx';
import { BatchDetails } from './batch-details.tsx';
import { batchProgress } from './batch-progress.ts';
import { BatchStateMark } from './batch-state-mark.tsx';
import { contentWords, fileName, originWords, stateWords } from './batch-words.ts';

const words = texts.batches;

interface BatchCardProps {
  batch: ExportBatch;
  /** Waiting batches in their order. */
  queuedIds: readonly number[];
  /** It was asked for here, just now: it is brought into sight. */
  isAsked: boolean;
}

/** One export: how it stands, what it holds, where it is, and what can be done with it. */
export const BatchCard = memo(function BatchCard({ batch, queuedIds, isAsked }: BatchCardProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const origin = originWords(batch);
  const card = useRef<HTMLLIElement>(null);

  // One that has ended meanwhile is not looked for: somebody comes back to the view.
  const isLookedFor = isAsked && !hasEnded(batch.state);
  useEffect(() => {
    if (isLookedFor) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isLookedFor]);

  return (
    <li ref={card} className={`batch batch-${batch.state}`} aria-label={words.card(batch.id)}>
      <div className="batch-head">
        <BatchStateMark batch={batch} />
        <strong>{stateWords(batch, queuedIds)}</strong>
        <span className="batch-number">{words.number(batch.id)}</span>
        {origin === null ? null : (
          <span className="batch-origin">
            <LogText text={origin} />
          </span>
        )}
        <time className="hint">
          {formatShortTime(batch.endedAtUnixUs ?? batch.createdAtUnixUs, timeZone)}
        </time>
      </div>
      <p className="batch-content">
        <LogText text={contentWords(batch, timeZone)} />
      </p>
      <Outcome batch={batch} />
      <Place batch={batch} />
      {batch.problem === null ? null : <ProblemNotice problem={batch.problem} place="inline" />}
      <BatchActions batch={batch} />
      {batch.afterId === null ? null : <BatchDetails batch={batch} />}
    </li>
  );
});

/** Numbers: those of the moment while it is written, those of the whole when it is complete. */
function Outcome({ batch }: { batch: ExportBatch }): ReactNode {
  const { id, state, rowsWritten, rowsTotal, bytesWritten, elapsedMs, progress } = batch;
  switch (state) {
    case 'running':
    case 'paused':
    case 'queued':
      if (state === 'queued' && rowsWritten === 0) return null;
      return (
        <>
          <progress aria-label={words.progress(id)} max={1} value={progress} />
          <p className="batch-figures">{words.figures(runningFigures(batch))}</p>
        </>
      );
    case 'completed':
      return (
        <p className="batch-figures">
          {words.completedWords(
            rowsWritten,
            formatCount(rowsWritten),
            formatBytes(bytesWritten),
            formatElapsed(elapsedMs),
          )}
        </p>
      );
    case 'cancelled':
      return (
        <p className="batch-figures">
          {batch.origin === 'download' ? words.brokenOff : words.cancelledWords}
        </p>
      );
    case 'failed':
      return rowsTotal === null ? null : <p className="batch-figures">{words.cancelledWords}</p>;
  }
}

function runningFigures(batch: ExportBatch): string[] {
  const { rowsWritten, rowsTotal, bytesWritten, state } = batch;
  const { rowsPerSecond, remainingMs } = batchProgress(batch);
  return [
    words.written(formatCount(rowsWritten), rowsTotal === null ? null : formatCount(rowsTotal)),
    formatBytes(bytesWritten),
    ...(state === 'running' ? [words.rate(formatRate(rowsPerSecond))] : []),
    ...(state === 'running' && remainingMs !== null ? [words.remaining(formatElapsed(remainingMs))] : []),
  ];
}

/** The file that is written, or the first of those that are. */
function Place({ batch }: { batch: ExportBatch }): ReactNode {
  const { files, fileCount, currentPath, state, origin } = batch;
  const path = hasEnded(state) ? files[0]?.path : (currentPath ?? files.at(-1)?.path);
  if (path === undefined) return null;
  const others = hasEnded(state) ? fileCount - 1 : 0;
  return (
    <p className="batch-path">
      <code title={path}>
        {/* A download has a name only; whole paths are in the details of a batch that is being written. */}
        <LogText text={hasEnded(state) || origin === 'download' ? path : fileName(path)} />
      </code>
      {others > 0 ? <span className="hint"> {words.moreFiles(formatCount(others))}</span> : null}
    </p>
  );
}

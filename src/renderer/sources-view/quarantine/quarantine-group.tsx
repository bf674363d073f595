import { useState } from 'react';
import type { ReactNode } from 'react';
import type { QuarantineChoice, QuarantineGroup } from '#contract/log-format.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatBytes, formatCount, formatFullTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { QuarantinedPiece } from './quarantined-piece.tsx';
import { useQuarantinedPieces } from './use-quarantine.ts';

const words = texts.quarantine;

interface QuarantineGroupProps {
  group: QuarantineGroup;
  /** The pieces are lines of a text log. */
  hasFormat: boolean;
  canRetry: boolean;
  onRetry: (choice: QuarantineChoice, pieces: number) => void;
}

/** What is in quarantine of one source for one reason. */
export function QuarantineGroupItem({
  group,
  hasFormat,
  canRetry,
  onRetry,
}: QuarantineGroupProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const [isOpen, setIsOpen] = useState(false);
  const { sourceId, reason, pieces, cutPieces, sizeBytes, newestAtUnixUs } = group;
  return (
    <div className="quarantine-group">
      <details
        onToggle={(event) => {
          // What is unfolded inside tells it, too.
          if (event.target === event.currentTarget) setIsOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <span>
            <LogText text={reason} />
          </span>
          <span className="hint">
            {words.pieces(pieces, formatCount(pieces))} · {formatBytes(sizeBytes)} ·{' '}
            {formatFullTime(newestAtUnixUs, timeZone)}
          </span>
        </summary>
        {cutPieces === 0 ? null : (
          <p className="hint">{words.cutPieces(cutPieces, formatCount(cutPieces))}</p>
        )}
        {isOpen ? <GroupPieces group={group} canRetry={canRetry} onRetry={onRetry} /> : null}
      </details>
      {cutPieces === pieces || !canRetry ? null : (
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            onRetry({ sourceId, reason }, pieces);
          }}
        >
          {hasFormat ? words.retryAs : words.retry}
        </button>
      )}
    </div>
  );
}

function GroupPieces({ group, canRetry, onRetry }: Omit<QuarantineGroupProps, 'hasFormat'>): ReactNode {
  const { sourceId, reason } = group;
  const { pieces, total, problem, readOlder } = useQuarantinedPieces({ sourceId, reason }, group.pieces);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const ids = pieces.map(({ id }) => id).filter((id) => chosen.has(id));

  function choose(id: number, isChosen: boolean): void {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  return (
    <div className="quarantine-pieces">
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      <ul className="quarantine">
        {pieces.map((piece) => (
          <li key={piece.id}>
            <QuarantinedPiece
              piece={piece}
              canChoose={canRetry}
              isChosen={chosen.has(piece.id)}
              onChoose={(isChosen) => {
                choose(piece.id, isChosen);
              }}
            />
          </li>
        ))}
      </ul>
      <div className="field-row">
        {pieces.length < total ? (
          <button type="button" className="button button-small" onClick={readOlder}>
            {words.older(formatCount(total - pieces.length))}
          </button>
        ) : null}
        {ids.length === 0 ? null : (
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              onRetry({ sourceId, ids }, ids.length);
            }}
          >
            {words.retryChosen(formatCount(ids.length))}
          </button>
        )}
      </div>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { QuarantineChoice } from '#contract/log-format.ts';
import { NOTHING_TRIED, type RetryTotals } from '#contract/retry-totals.ts';
import { useAppModel } from '../../app-model.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatCount } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { FormatDialog } from '../formats/format-dialog.tsx';
import { RetryResult, retryWords } from './retry-result.tsx';
import { retryQuarantine } from './retry-quarantine.ts';

const words = texts.quarantine;

interface QuarantineDialogProps {
  choice: QuarantineChoice;
  /** How many are chosen. */
  pieces: number;
  /** null: none is said yet. */
  initialFormat: string | null;
  /** Whether a format can be said: the pieces are lines of a text log. Default true. */
  hasFormat?: boolean;
  onClose: () => void;
}

/** Tries pieces in quarantine again: asks for the format, shows how far it is, then what became of them. Closing it stops after the step. */
export function QuarantineDialog(props: QuarantineDialogProps): ReactNode {
  const { choice, pieces, initialFormat, hasFormat = true, onClose } = props;
  const { host, announcer, quarantineTries } = useAppModel();
  const [totals, setTotals] = useState<RetryTotals | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const running = useRef<AbortController>(undefined);
  // The status counts what is left, so the number of those that were chosen is kept.
  const [chosen] = useState(pieces);
  const title = words.retryTitle(formatCount(chosen), chosen);

  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );

  async function run(format: string | null): Promise<void> {
    running.current = new AbortController();
    setTotals(NOTHING_TRIED);
    const onStep = (now: RetryTotals): void => {
      setTotals(now);
      quarantineTries.set(quarantineTries.get() + 1);
    };
    try {
      const all = await retryQuarantine(host, choice, format, onStep, running.current.signal);
      setTotals(all);
      setIsDone(true);
      announcer.say(retryWords(all));
    } catch (error) {
      setTotals(null);
      throw error;
    }
  }

  const progress =
    totals === null ? undefined : (
      <div className="retry-progress">
        <progress
          value={totals.tried}
          max={Math.max(chosen, totals.tried, 1)}
          aria-label={words.retryApply}
        />
        <span>{words.trying(formatCount(totals.tried), formatCount(chosen))}</span>
        <button
          type="button"
          className="button"
          onClick={() => {
            running.current?.abort();
          }}
        >
          {words.stop}
        </button>
      </div>
    );

  if (isDone && totals !== null) {
    return (
      <Dialog title={title} className="retry-dialog" onClose={onClose}>
        <RetryResult totals={totals} />
        <div className="format-actions">
          <button type="button" className="button button-primary" data-takes-focus onClick={onClose}>
            {texts.dialog.close}
          </button>
        </div>
      </Dialog>
    );
  }
  if (!hasFormat) {
    return (
      <Dialog title={title} className="retry-dialog" onClose={onClose}>
        <p className="hint">{words.retryOwn}</p>
        {failure === null ? null : <ProblemNotice problem={failure} place="inline" />}
        <div className="format-actions">
          {progress ?? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                setFailure(null);
                run(null).catch((error: unknown) => {
                  setFailure(appErrorOf(error));
                });
              }}
            >
              {words.retryApply}
            </button>
          )}
        </div>
      </Dialog>
    );
  }
  return (
    <FormatDialog
      title={title}
      sample={{ of: 'quarantine', choice }}
      initialFormat={initialFormat}
      toldLabel={words.asLinesTell}
      hint={words.retryHint}
      applyLabel={words.retryApply}
      progress={progress}
      onApply={run}
      onClose={onClose}
    />
  );
}

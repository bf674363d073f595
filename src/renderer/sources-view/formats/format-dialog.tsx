import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { FormatSample } from '#contract/log-format.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { FormatChoice } from './format-choice.tsx';
import { FormatPreview } from './format-preview.tsx';
import { useFormatTrial } from './use-format-trial.ts';

const words = texts.formats;

interface FormatDialogProps {
  title: string;
  /** What a format is tried on while it is chosen. */
  sample: FormatSample;
  /** null: none is said. */
  initialFormat: string | null;
  /** What not to say one is called. */
  toldLabel: string;
  /** What will come of it. */
  hint: string;
  applyLabel: string;
  /** What it throws is shown, and the dialog stays. */
  onApply: (format: string | null) => Promise<void>;
  onClose: () => void;
  /** Instead of the buttons, while it is applied. */
  progress?: ReactNode;
}

/** Asks for the format of lines and shows at every key what it makes of them. */
export function FormatDialog(props: FormatDialogProps): ReactNode {
  const { title, sample, initialFormat, toldLabel, hint, applyLabel, onApply, onClose, progress } = props;
  const [format, setFormat] = useState(initialFormat);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [isApplying, setIsApplying] = useState(false);
  const { trial, problem, isCurrent } = useFormatTrial(sample, format);
  const isOfQuarantine = sample.of === 'quarantine';
  const isUsable = trial !== null && trial.problem === null && (!isOfQuarantine || trial.format !== null);
  const canApply = !isApplying && isCurrent && isUsable;

  async function apply(): Promise<void> {
    setFailure(null);
    setIsApplying(true);
    try {
      // What is in quarantine may tell another format than its source.
      await onApply(isOfQuarantine ? (trial?.format?.format ?? null) : format);
    } catch (error) {
      setFailure(appErrorOf(error));
      setIsApplying(false);
    }
  }

  return (
    <Dialog title={title} className="format-dialog" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canApply) void apply();
        }}
      >
        <FormatChoice format={format} trial={trial} toldLabel={toldLabel} onChange={setFormat} />
        {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
        <FormatPreview trial={trial} hasEnds={!isOfQuarantine} />
        {failure === null ? null : <ProblemNotice problem={failure} place="inline" />}
        <footer className="format-actions">
          <p className="hint">{hint}</p>
          {progress ?? (
            <>
              <button type="button" className="button" onClick={onClose}>
                {words.cancel}
              </button>
              <button type="submit" className="button button-primary" disabled={!canApply}>
                {applyLabel}
              </button>
            </>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

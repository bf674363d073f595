import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { useAppModel } from '../../app-model.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';

const words = texts.batches;

interface ManifestDialogProps {
  batch: ExportBatch;
  onClose: () => void;
}

/** What stands in the manifest of a batch, to be read and copied. */
export function ManifestDialog({ batch: { id, manifestPath }, onClose }: ManifestDialogProps): ReactNode {
  const { host } = useAppModel();
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);

  useEffect(() => {
    const reading = new AbortController();
    host.call('exports.manifest', { id }, reading.signal).then(
      (answer) => {
        setText(answer.text);
      },
      (error: unknown) => {
        if (!reading.signal.aborted) setProblem(appErrorOf(error));
      },
    );
    return () => {
      reading.abort();
    };
  }, [host, id]);

  return (
    <Dialog title={words.manifestTitle(id)} className="manifest" onClose={onClose}>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {text === null ? null : (
        <>
          <div className="manifest-head">
            {manifestPath === null ? null : (
              <p className="hint">
                <LogText text={words.manifestBeside(manifestPath)} />
              </p>
            )}
            <CopyButton text={() => text} label={words.copyManifest} />
          </div>
          <pre tabIndex={0} role="group" aria-label={words.manifest} data-takes-focus>
            <LogText text={text} keep={'\n'} />
          </pre>
        </>
      )}
    </Dialog>
  );
}

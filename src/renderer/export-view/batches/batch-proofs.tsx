import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportBatch, Verification } from '#contract/export-batch.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { ActionButton } from './batch-actions.tsx';
import { ManifestDialog } from './manifest-dialog.tsx';
import { useBatchActions } from './use-batch-actions.ts';
import { VerificationResult } from './verification-result.tsx';

const words = texts.batches;

/** The manifest and the check against it, and what a batch is good for afterwards. */
export function BatchProofs({ batch }: { batch: ExportBatch }): ReactNode {
  const actions = useBatchActions(batch);
  const verifying = useVerification(batch.id);
  const [isManifestOpen, setIsManifestOpen] = useState(false);
  const isCompleted = batch.state === 'completed';
  const failure = actions.failure ?? verifying.failure;
  return (
    <>
      <div className="batch-actions">
        {isCompleted ? (
          <ActionButton
            batch={batch}
            icon="query"
            name={words.manifest}
            onPress={() => {
              setIsManifestOpen(true);
            }}
          />
        ) : null}
        {batch.manifestPath === null ? null : (
          <ActionButton batch={batch} icon="check" name={words.verify} onPress={verifying.verify} />
        )}
        {isCompleted ? (
          <ActionButton batch={batch} icon="down" name={words.sinceThis} onPress={actions.continueAfter} />
        ) : null}
        {actions.fillForm === null ? null : (
          <ActionButton batch={batch} icon="edit" name={words.changeAndRun} onPress={actions.fillForm} />
        )}
        <ActionButton batch={batch} icon="remove" name={words.remove} onPress={actions.remove} />
      </div>
      <p className="hint">{words.removeHint}</p>
      <div aria-live="polite">
        {verifying.isBusy ? (
          <p className="batch-busy">
            <Icon name="waiting" />
            {words.verifying}
          </p>
        ) : null}
        {verifying.result === null ? null : <VerificationResult verification={verifying.result} />}
      </div>
      {failure === null ? null : <ProblemNotice problem={failure} place="inline" />}
      {isManifestOpen ? (
        <ManifestDialog
          batch={batch}
          onClose={() => {
            setIsManifestOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

interface Verifying {
  isBusy: boolean;
  result: Verification | null;
  failure: AppError | null;
  verify: () => void;
}

/** Reads the files anew at each request; ends with the component. */
function useVerification(id: number): Verifying {
  const { host } = useAppModel();
  const [state, setState] = useState<Omit<Verifying, 'verify'>>({
    isBusy: false,
    result: null,
    failure: null,
  });
  const reading = useRef<AbortController>(undefined);

  useEffect(
    () => () => {
      reading.current?.abort();
    },
    [],
  );

  async function verify(): Promise<void> {
    reading.current?.abort();
    const { signal } = (reading.current = new AbortController());
    setState({ isBusy: true, result: null, failure: null });
    try {
      const result = await host.call('exports.verify', { id }, signal);
      if (!signal.aborted) setState({ isBusy: false, result, failure: null });
    } catch (error) {
      if (!signal.aborted) setState({ isBusy: false, result: null, failure: appErrorOf(error) });
    }
  }

  return { ...state, verify: () => void verify() };
}

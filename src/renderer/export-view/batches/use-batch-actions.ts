import { useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { filterOfQuery } from '../../state/saved-queries.ts';
import { texts } from '../../texts.ts';
import { withFrequency } from '../plan/export-plan.ts';
import { formOfRequest } from '../plan/plan-request.ts';
import { NAMED_BY_ENGINE, startDownload } from '../start-download.ts';
import { requestAgain } from './run-again.ts';

/** What can be done with a batch; what fails is told beside it. */
interface BatchActionList {
  failure: AppError | null;
  pause: () => void;
  resume: (replacesExisting: boolean) => void;
  cancel: () => void;
  runAgain: () => void;
  reveal: () => void;
  remove: () => void;
  /** Fills in the form to ask for the same once more; null: the form cannot show it. */
  fillForm: (() => void) | null;
  /** Fills in the form to ask for what came after it. */
  continueAfter: () => void;
}

/** @param batch as it stands when one of the actions is carried out. */
export function useBatchActions(batch: ExportBatch): BatchActionList {
  const model = useAppModel();
  const { host, announcer, batches, exportPlan, exportFilter } = model;
  const [failure, setFailure] = useState<AppError | null>(null);
  const { id, request } = batch;
  const { nowUnixUs: _nowUnixUs, untilUnixUs: _untilUnixUs, ...lasting } = request.query;
  const lastingFilter = filterOfQuery(lasting);

  function attempt(action: () => Promise<unknown>): void {
    setFailure(null);
    action().catch((error: unknown) => {
      setFailure(appErrorOf(error));
    });
  }

  async function runAgain(): Promise<void> {
    const again = requestAgain(request);
    const url = again.target.kind === 'download' ? host.exportUrl(again) : null;
    if (url !== null) {
      startDownload(url, NAMED_BY_ENGINE);
      announcer.say(texts.export.downloadStarted);
      return;
    }
    const { batch: started } = await host.call('exports.start', { request: again });
    batches.add(started);
    announcer.say(texts.export.started(started.id));
  }

  return {
    failure,
    pause: () => {
      attempt(() => host.call('exports.pause', { id }));
    },
    resume: (replacesExisting) => {
      attempt(() => host.call('exports.resume', { id, ...(replacesExisting ? { replacesExisting } : {}) }));
    },
    cancel: () => {
      attempt(() => host.call('exports.cancel', { id }));
    },
    runAgain: () => {
      attempt(runAgain);
    },
    reveal: () => {
      attempt(() => host.call('shell.revealBatch', { id }));
    },
    remove: () => {
      attempt(() => host.call('exports.remove', { id }));
    },
    fillForm:
      lastingFilter === null
        ? null
        : () => {
            const form = formOfRequest(request, exportPlan.get());
            if (form === null) return;
            exportPlan.set(form.plan);
            exportFilter.set(form.filter);
            showForm();
          },
    continueAfter: () => {
      exportPlan.set({ ...withFrequency(exportPlan.get(), 'once'), afterBatchId: id });
      // What came after it lies beyond its end. A query that the form cannot show is left to what the form shows now.
      if (lastingFilter !== null) exportFilter.set(lastingFilter);
      showForm();
    },
  };
}

/** Brings the form to where it is seen, and the keyboard to its first field. */
function showForm(): void {
  document.querySelector('.export-form')?.scrollIntoView();
  document.querySelector<HTMLElement>('.export-form input')?.focus({ preventScroll: true });
}

import { useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { AppModel } from '../../app-model.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import type { ExportForm } from '../form/use-export-form.ts';
import { withFrequency } from '../plan/export-plan.ts';
import { requestOf, scheduleOf } from '../plan/plan-request.ts';
import { NO_RECURRENCE } from '../plan/recurrence.ts';
import { rememberedOf } from '../plan/remembered-plan.ts';
import { triggerWords } from '../schedules/trigger-words.ts';
import { NAMED_BY_ENGINE, startDownload } from '../start-download.ts';

/** What the button of the form does, and how it went. */
export interface Starting {
  isBusy: boolean;
  /** Why it did not go; null: it did, or nobody has tried. */
  failure: AppError | null;
  /** Exports once, or saves the recurring export, as the form says. */
  start: () => void;
  /** Saves the recurring export over the one of its name. */
  replaceSchedule: () => void;
  /** Leaves the recurring export that is being changed as it was. */
  stopEditing: () => void;
}

/** @param preview what was counted for the form as it stands: so many entries are written, and no more. */
export function useStartExport(form: ExportForm, preview: ExportPreview | null): Starting {
  const model = useAppModel();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const { exportPlan } = model;

  async function attempt(action: () => Promise<void>): Promise<void> {
    // The button that was pressed keeps the focus, and can be pressed again.
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      await action();
      model.settings.patch({ exportForm: rememberedOf(form.plan) });
    } catch (error) {
      setFailure(appErrorOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return {
    isBusy,
    failure,
    start: () => {
      void attempt(() =>
        form.plan.frequency === 'recurring'
          ? saveSchedule(model, form, false)
          : exportOnce(model, form, preview),
      );
    },
    replaceSchedule: () => {
      void attempt(() => saveSchedule(model, form, true));
    },
    stopEditing: () => {
      setFailure(null);
      exportPlan.set({ ...withFrequency(exportPlan.get(), 'once'), recurrence: NO_RECURRENCE });
    },
  };
}

async function exportOnce(
  { host, announcer, batches, exportPlan }: AppModel,
  { plan, filter, directory }: ExportForm,
  preview: ExportPreview | null,
): Promise<void> {
  if (preview === null) return;
  const { rows, lastId } = preview;
  const request = { ...requestOf(plan, filter, directory), lastId };
  const url = request.target.kind === 'download' ? host.exportUrl(request) : null;
  if (url !== null) {
    startDownload(url, NAMED_BY_ENGINE);
    announcer.say(texts.export.downloadStarted);
    return;
  }
  const { batch } = await host.call('exports.start', { request, rowsTotal: rows });
  batches.add(batch);
  announcer.say(texts.export.started(batch.id));
  // Leave was given for this export, not for the next one.
  exportPlan.patch({ replacesExisting: false });
}

async function saveSchedule(
  { host, announcer, schedules, exportPlan }: AppModel,
  { plan, filter, directory }: ExportForm,
  replaces: boolean,
): Promise<void> {
  const schedule = scheduleOf(plan, filter, directory);
  if (schedule === null) return;
  const { editing, startsAt } = plan.recurrence;
  await host.call('schedules.save', {
    schedule,
    replacesExisting: replaces || editing === schedule.name,
    startsAt,
  });
  await schedules.read();
  announcer.say(texts.schedules.saved(schedule.name, triggerWords(schedule.trigger)));
  exportPlan.set({ ...withFrequency(exportPlan.get(), 'once'), recurrence: NO_RECURRENCE });
}

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../app-model.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { appErrorOf } from '../state/app-error-of.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { formatCount } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { DestinationChooser } from './destination-chooser.tsx';
import { ExportFilterForm } from './export-filter-form.tsx';
import { ExportJobList } from './export-job-list.tsx';
import type { ExportPlan } from './export-plan.ts';
import { exportRequestOf, newExportPlan, planFault, suggestedFileName } from './export-plan.ts';
import { FormatChooser } from './format-chooser.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { startDownload } from './start-download.ts';
import { usePreview } from './use-preview.ts';

/** What was chosen here, else what the live view shows: what is seen is what is exported. */
function useExportFilter(): EntryFilter {
  const { exportFilter, feed } = useAppModel();
  const live = useStore(feed.state);
  return useStore(exportFilter) ?? live.filter;
}

/** Carries entries away as a file: which, how, where, how many; and what became of it. */
export function ExportView(): ReactNode {
  const model = useAppModel();
  const { host, announcer, exportJobs } = model;
  const filter = useExportFilter();
  const shell = useStore(model.shell);
  const { preview, problem: previewProblem } = usePreview(filter);
  const [edited, setPlan] = useState<ExportPlan>(() => newExportPlan(Date.now() * 1_000));
  const [failure, setFailure] = useState<AppError | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  const plan =
    edited.directory === '' && shell !== null ? { ...edited, directory: shell.exportDirectory } : edited;
  const fault = planFault(plan);

  async function start(changes: Partial<ExportPlan> = {}): Promise<void> {
    const request = exportRequestOf({ ...plan, ...changes }, filter, preview?.lastId);
    setFailure(null);
    const url = plan.destination === 'download' ? host.exportUrl(request) : null;
    if (url !== null) {
      startDownload(url, request.path);
      announcer.say(texts.export.downloadStarted);
      return;
    }
    setIsStarting(true);
    try {
      const { job } = await host.call('exports.start', { request });
      exportJobs.add(job);
      // The next export must not meet the file this one writes.
      setPlan({
        ...plan,
        chosenPath: null,
        replacesExisting: false,
        fileName: suggestedFileName(plan.format, Date.now() * 1_000),
      });
    } catch (error) {
      setFailure(appErrorOf(error));
    } finally {
      setIsStarting(false);
    }
  }

  return (
    <main className="page export-view" aria-label={texts.navigation.export}>
      <h1>{texts.export.title}</h1>
      <form
        id="export-form"
        className="export-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <ExportFilterForm
          filter={filter}
          problem={previewProblem?.code === 'query.invalid' ? previewProblem : null}
        />
        <FormatChooser plan={plan} onChange={setPlan} />
        <ColumnChooser plan={plan} onChange={setPlan} />
        <DestinationChooser plan={plan} onChange={setPlan} />
      </form>
      <div className="export-side">
        <PreviewPanel
          filter={filter}
          preview={preview}
          problem={previewProblem?.code === 'query.invalid' ? null : previewProblem}
        >
          <button
            type="submit"
            form="export-form"
            className="button button-primary button-large"
            disabled={preview === null || preview.rows === 0 || fault !== null || isStarting}
          >
            <Icon name="export" />
            {texts.export.start(preview?.rows ?? null, formatCount(preview?.rows ?? 0), plan.destination)}
          </button>
          {fault === null ? null : <p className="field-problem">{texts.export.faults[fault]}</p>}
          {failure === null ? null : (
            <ProblemNotice problem={failure} place="inline" title={texts.export.failed}>
              {failure.code === 'file.exists' ? (
                <button
                  type="button"
                  className="button"
                  onClick={() => void start({ replacesExisting: true })}
                >
                  {texts.export.replaceIt}
                </button>
              ) : undefined}
            </ProblemNotice>
          )}
        </PreviewPanel>
        <ExportJobList />
      </div>
    </main>
  );
}

import { useId } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { BatchList } from './batches/batch-list.tsx';
import { ColumnPanel } from './form/column-panel.tsx';
import { ExportFilterForm } from './form/export-filter-form.tsx';
import { FilesPanel } from './form/files-panel.tsx';
import { FormatPanel } from './form/format-panel.tsx';
import { FrequencyPanel } from './form/frequency-panel.tsx';
import { RedactionPanel } from './form/redaction-panel.tsx';
import { useExportForm } from './form/use-export-form.ts';
import { PreviewPanel } from './preview/preview-panel.tsx';
import { StartBar } from './preview/start-bar.tsx';
import { usePreview } from './preview/use-preview.ts';
import { useStartExport } from './preview/use-start-export.ts';
import { ScheduleList } from './schedules/schedule-list.tsx';

/** Carries entries away as files: which, how, where and how often; what will come of it, and what became of it. */
export function ExportView(): ReactNode {
  const form = useExportForm();
  const state = usePreview(form.previewed);
  const starting = useStartExport(form, state.preview);
  const formId = useId();
  const { plan, onChange, filter } = form;
  const { shell } = useAppModel();
  // Nothing new comes into a file, and what it is read into is gone when it is closed.
  const isOpenedFile = (useStore(shell)?.openedFile ?? null) !== null;

  return (
    <main className="page export-view" aria-label={texts.navigation.export}>
      <h1>{texts.export.title}</h1>
      <div className="export-main">
        <form
          id={formId}
          className="export-form"
          onSubmit={(event) => {
            event.preventDefault();
            starting.start();
          }}
        >
          <ExportFilterForm
            filter={filter}
            plan={plan}
            onChange={onChange}
            problem={state.problem?.code === 'query.invalid' ? state.problem : null}
          />
          <FormatPanel plan={plan} onChange={onChange} />
          <ColumnPanel plan={plan} onChange={onChange} />
          <FilesPanel form={form} />
          <RedactionPanel plan={plan} onChange={onChange} />
          {isOpenedFile ? null : <FrequencyPanel form={form} />}
        </form>
        {isOpenedFile ? null : <ScheduleList />}
      </div>
      <div className="export-side">
        <PreviewPanel form={form} state={state} />
        <StartBar form={form} state={state} starting={starting} formId={formId} />
        <BatchList />
      </div>
    </main>
  );
}

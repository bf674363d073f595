import type { ReactNode } from 'react';
import type { ExportPreview } from '#contract/export-preview.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatBytes, formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { ExportForm } from '../form/use-export-form.ts';
import { destinationOf } from '../plan/export-plan.ts';
import type { PlanFaults } from '../plan/plan-faults.ts';
import { hasFault } from '../plan/plan-faults.ts';
import type { PreviewState } from './preview-feed.ts';
import { targetProblemTitle } from './preview-notes.ts';
import type { Starting } from './use-start-export.ts';

const words = texts.export;

interface StartBarProps {
  form: ExportForm;
  state: PreviewState;
  starting: Starting;
  /** Of the form that the button belongs to. */
  formId: string;
}

/** The one button that all of this is for, always in sight; and why it cannot be pressed yet. */
export function StartBar({ form, state: { preview }, starting, formId }: StartBarProps): ReactNode {
  const { plan, faults } = form;
  const { recurrence } = plan;
  const isRecurring = plan.frequency === 'recurring';
  const isEmpty = preview === null || (preview.rows === 0 && !isRecurring);
  const refusal = preview?.target?.problem ?? null;
  const fault = firstFault(faults) ?? (refusal === null ? null : targetProblemTitle(refusal));
  return (
    <div className="start-bar">
      <div className="start-row">
        <button
          type="submit"
          form={formId}
          className="button button-primary button-large"
          disabled={isEmpty || refusal !== null || hasFault(faults)}
          aria-disabled={starting.isBusy ? true : undefined}
        >
          <Icon name={isRecurring ? 'save' : 'export'} />
          {isRecurring
            ? recurrence.editing === null
              ? words.saveRecurring
              : words.saveChanges
            : words.start(preview?.rows ?? null, formatCount(preview?.rows ?? 0), destinationOf(plan))}
        </button>
        {isRecurring && recurrence.editing !== null ? (
          <button type="button" className="button button-large" onClick={starting.stopEditing}>
            {texts.schedules.stopEditing}
          </button>
        ) : null}
        {fault === null ? (
          <span className="hint">{preview === null ? null : sizeWords(preview)}</span>
        ) : (
          <span className="field-problem">{fault}</span>
        )}
      </div>
      {starting.failure === null ? null : (
        <ProblemNotice
          problem={starting.failure}
          place="inline"
          title={isRecurring ? words.saveFailed : words.failed}
        >
          {starting.failure.code === 'schedule.exists' ? (
            <button type="button" className="button button-small" onClick={starting.replaceSchedule}>
              {texts.schedules.replace}
            </button>
          ) : undefined}
        </ProblemNotice>
      )}
    </div>
  );
}

function sizeWords({ rows, estimatedBytes, estimatedFiles, target }: ExportPreview): string | null {
  if (rows === 0) return null;
  const size = words.sizeWords(formatBytes(estimatedBytes), estimatedFiles, formatCount(estimatedFiles));
  const free = target?.freeBytes ?? null;
  return free === null ? size : words.list([size, words.freeWords(formatBytes(free))]);
}

function firstFault({ directory, name, rows, size, scheduleName, trigger }: PlanFaults): string | null {
  const { faults, split } = words;
  if (directory !== null) return faults.directory;
  if (name !== null) return faults.name[name.kind](name.found);
  if (rows) return split.rowsFault;
  if (size) return split.sizeFault;
  if (scheduleName !== null) return faults.scheduleName;
  return trigger ? faults.trigger : null;
}

import type { ReactNode } from 'react';
import { SPREADSHEET_MAX_ROWS } from '#contract/export-format.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatBytes, formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import type { ExportForm } from '../form/use-export-form.ts';
import { destinationOf } from '../plan/export-plan.ts';
import {
  SPREADSHEET_ROWS_PER_FILE,
  isTooLargeForTarget,
  isTooLongForSpreadsheets,
  targetProblemTitle,
} from './preview-notes.ts';

const words = texts.export;

interface PreviewWarningsProps {
  form: ExportForm;
  preview: ExportPreview;
  refresh: () => void;
}

/** What would go wrong with the files, or with whoever opens them, and what can be done about it. */
export function PreviewWarnings({ form, preview, refresh }: PreviewWarningsProps): ReactNode {
  const { plan, onChange } = form;
  const { target, estimatedBytes } = preview;
  const canSplit = destinationOf(plan) === 'folder';
  return (
    <>
      {isTooLongForSpreadsheets(plan, preview) ? (
        <div className="preview-warning">
          <Icon name="warning" />
          <p>{words.tooManyForSpreadsheets(formatCount(SPREADSHEET_MAX_ROWS))}</p>
          {canSplit ? (
            <button
              type="button"
              className="button button-small"
              onClick={() => {
                const rows = String(SPREADSHEET_ROWS_PER_FILE);
                onChange({ split: { ...plan.split, isByRows: true, rows } });
              }}
            >
              {words.splitForSpreadsheets(formatCount(SPREADSHEET_ROWS_PER_FILE))}
            </button>
          ) : null}
        </div>
      ) : null}
      {isTooLargeForTarget(preview) ? (
        <div className="preview-warning">
          <Icon name="warning" />
          <p>{words.notEnoughSpace(formatBytes(estimatedBytes), formatBytes(target?.freeBytes ?? 0))}</p>
        </div>
      ) : null}
      {target === null || target.problem === null || form.faults.directory !== null ? null : (
        <ProblemNotice problem={target.problem} place="inline" title={targetProblemTitle(target.problem)}>
          {target.problem.code === 'file.exists' ? (
            <button
              type="button"
              className="button button-small"
              onClick={() => {
                onChange({ replacesExisting: true });
              }}
            >
              {words.replaceIt}
            </button>
          ) : null}
          <button type="button" className="button button-small" onClick={refresh}>
            {words.checkAgain}
          </button>
        </ProblemNotice>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { ExportPreview } from '#contract/export.ts';
import { useAppModel } from '../app-model.ts';
import { LogText } from '../components/log-text.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { SeverityMark } from '../components/severity-mark.tsx';
import { formatCount } from '../formats.ts';
import type { EntryFilter } from '../state/entry-filter.ts';
import { ALL_SEVERITIES } from '../state/entry-filter.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { filterWords } from './filter-words.ts';

/** Rows that Excel and LibreOffice Calc can hold, heading included (Excel specifications and limits: 1,048,576). */
const SPREADSHEET_ROWS = 1_048_576;

interface PreviewPanelProps {
  filter: EntryFilter;
  preview: ExportPreview | null;
  problem: AppError | null;
  /** What can be done with it. */
  children: ReactNode;
}

/** What will be written, in words and in exact numbers, before it is. */
export function PreviewPanel({ filter, preview, problem, children }: PreviewPanelProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  return (
    <section className="panel preview" aria-label={texts.export.preview}>
      <h2>{texts.export.preview}</h2>
      <p className="preview-words">
        <LogText text={filterWords(filter, timeZone)} />
      </p>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      <p className="preview-count" aria-live="off">
        <strong>{preview === null ? texts.export.counting : formatCount(preview.rows)}</strong>
        {preview === null ? null : ` ${texts.export.entries(preview.rows)}`}
      </p>
      {preview === null || preview.rows === 0 ? null : (
        <ul className="severity-counts">
          {ALL_SEVERITIES.filter((severity) => (preview.bySeverity[severity] ?? 0) > 0).map((severity) => (
            <li key={severity}>
              <SeverityMark severity={severity} />
              {texts.severity[severity]} <b>{formatCount(preview.bySeverity[severity] ?? 0)}</b>
            </li>
          ))}
        </ul>
      )}
      {preview !== null && preview.rows >= SPREADSHEET_ROWS ? (
        <p className="note-warning">{texts.export.tooManyForSpreadsheets(formatCount(SPREADSHEET_ROWS))}</p>
      ) : null}
      {preview?.rows === 0 ? <p className="hint">{texts.export.nothingToExport}</p> : null}
      {children}
    </section>
  );
}

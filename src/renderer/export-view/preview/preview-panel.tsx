import type { ReactNode } from 'react';
import type { ExportPreview } from '#contract/export-preview.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatCount } from '../../formats.ts';
import { ALL_SEVERITIES } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { ExportForm } from '../form/use-export-form.ts';
import { triggerOf } from '../plan/recurrence.ts';
import { querySentence } from '../query-words.ts';
import { triggerWords } from '../schedules/trigger-words.ts';
import { FirstRows } from './first-rows.tsx';
import { PreviewGaps } from './preview-gaps.tsx';
import type { PreviewState } from './preview-feed.ts';
import { PreviewWarnings } from './preview-warnings.tsx';
import { RedactionPreview } from './redaction-preview.tsx';

const words = texts.export;

interface PreviewPanelProps {
  form: ExportForm;
  state: PreviewState & { refresh: () => void };
}

/** What will be written, in words, in exact numbers and as it will look, before it is. */
export function PreviewPanel({ form, state }: PreviewPanelProps): ReactNode {
  const { preview, isOutdated, problem } = state;
  // A search that cannot be read is said at the search.
  const shownProblem = problem?.code === 'query.invalid' ? null : problem;
  return (
    <section className="panel preview" aria-label={words.preview} aria-busy={preview === null || isOutdated}>
      <h2>{words.preview}</h2>
      <ContentWords form={form} />
      {shownProblem === null ? null : (
        <ProblemNotice problem={shownProblem} place="inline" title={words.cannotPreview}>
          <button type="button" className="button button-small" onClick={state.refresh}>
            {words.checkAgain}
          </button>
        </ProblemNotice>
      )}
      {problem === null ? <Counts preview={preview} /> : null}
      {preview === null ? null : (
        <>
          <div className={isOutdated ? 'preview-look is-outdated' : 'preview-look'}>
            {preview.rows === 0 ? null : <FirstRows rows={preview.firstRows} />}
            {preview.redaction === null ? null : <RedactionPreview redaction={preview.redaction} />}
          </div>
          <PreviewGaps preview={preview} />
          <PreviewWarnings form={form} preview={preview} refresh={state.refresh} />
        </>
      )}
    </section>
  );
}

function ContentWords({ form: { filter, plan, previewed } }: { form: ExportForm }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { frequency, recurrence, afterBatchId } = plan;
  const trigger = frequency === 'recurring' ? triggerOf(recurrence) : null;
  const isLimited = frequency === 'once' && afterBatchId !== null;
  return (
    <p className="preview-words">
      <LogText text={querySentence(previewed.query, timeZone)} />
      {isLimited ? ` ${words.sinceBatchWords(afterBatchId)}` : null}
      {filter.severities.length === 0 || trigger === null
        ? null
        : ` ${words.recurringWords(triggerWords(trigger), recurrence.startsAt, recurrence.editing !== null)}`}
    </p>
  );
}

function Counts({ preview }: { preview: ExportPreview | null }): ReactNode {
  if (preview === null) {
    return (
      <p className="preview-count">
        <strong>{words.counting}</strong>
      </p>
    );
  }
  return (
    <>
      <p className="preview-count">
        <strong>{formatCount(preview.rows)}</strong> {words.entries(preview.rows)}
      </p>
      {preview.rows === 0 ? (
        <p className="hint">{words.nothingToExport}</p>
      ) : (
        <ul className="severity-counts">
          {ALL_SEVERITIES.filter((severity) => (preview.bySeverity[severity] ?? 0) > 0).map((severity) => (
            <li key={severity}>
              <SeverityMark severity={severity} />
              {texts.severity[severity]} <b>{formatCount(preview.bySeverity[severity] ?? 0)}</b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

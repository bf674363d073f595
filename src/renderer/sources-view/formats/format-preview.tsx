import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FormatTrial } from '#contract/log-format.ts';
import { Choice } from '../../components/choice.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { previewColumns } from './preview-columns.ts';
import { PreviewRow } from './preview-row.tsx';

const words = texts.formats;

interface FormatPreviewProps {
  /** null: it is being looked at, or cannot be. */
  trial: FormatTrial | null;
  /** The lines are those of a file's beginning and end. */
  hasEnds: boolean;
}

/** What a format makes of lines: figures, and each line in its columns or with the place where it does not fit. */
export function FormatPreview({ trial, hasEnds }: FormatPreviewProps): ReactNode {
  const [shown, setShown] = useState<'all' | 'strange'>('all');
  if (trial === null || trial.problem !== null) {
    return <p className="hint">{trial === null ? words.looking : ''}</p>;
  }
  const { strangeLines } = trial;
  const filter = strangeLines === 0 ? 'all' : shown;
  const lines = trial.lines.filter(({ reading }) => filter === 'all' || reading.kind === 'strange');
  const columns = previewColumns(trial.lines);
  return (
    <section className="format-preview" aria-label={words.preview}>
      <div className="format-figures">
        <Figures trial={trial} />
        {strangeLines === 0 ? null : (
          <Choice
            name={words.show}
            options={[
              { value: 'all', label: words.all },
              { value: 'strange', label: words.strangeOnly(formatCount(strangeLines)) },
            ]}
            value={filter}
            onChange={setShown}
          />
        )}
      </div>
      {hasEnds && trial.lines.some(({ number }) => number === null) ? (
        <p className="hint">{words.ofEnds}</p>
      ) : null}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.preview}>
        <table>
          <thead>
            <tr>
              <th className="number">{words.columns.line}</th>
              {columns.map(({ key, title }) => (
                <th key={key}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <PreviewRow key={line.number ?? `end ${String(index)}`} line={line} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Figures({ trial: { entries, furtherLines, strangeLines } }: { trial: FormatTrial }): ReactNode {
  const fitting = entries + furtherLines;
  const all = fitting + strangeLines;
  if (all === 0) return <p role="status">{words.none}</p>;
  return (
    <p role="status" className={strangeLines === 0 ? 'all-fit' : undefined}>
      <strong>{words.fitting(fitting, all, formatCount(fitting), formatCount(all))}</strong>{' '}
      <span className="hint">
        {words.made(entries, formatCount(entries), furtherLines, formatCount(furtherLines))}
      </span>
    </p>
  );
}

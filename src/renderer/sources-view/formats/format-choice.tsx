import type { ReactNode } from 'react';
import { LOG_FORMAT_NAMES, type FormatTrial } from '#contract/log-format.ts';
import { LogText } from '../../components/log-text.tsx';
import { SelectField } from '../../export-view/form/select-field.tsx';
import { texts } from '../../texts.ts';
import { PatternField } from './pattern-field.tsx';

const words = texts.formats;
const FIRST_PATTERN = '{time} {severity} {message}';

type Kind = 'told' | 'pattern' | (typeof LOG_FORMAT_NAMES)[number];

interface FormatChoiceProps {
  /** As on the command line; null: none is said. */
  format: string | null;
  trial: FormatTrial | null;
  toldLabel: string;
  onChange: (format: string | null) => void;
}

/** One of the known formats, a pattern, or none said. */
export function FormatChoice({ format, trial, toldLabel, onChange }: FormatChoiceProps): ReactNode {
  const kind = kindOf(format);
  const kinds: readonly Kind[] = ['told', 'pattern', ...LOG_FORMAT_NAMES];
  const options = kinds.map((value) => ({
    value,
    label: value === 'told' ? toldLabel : words.kinds[value],
  }));

  function choose(chosen: Kind): void {
    if (chosen === 'told') onChange(null);
    else if (chosen !== 'pattern') onChange(chosen);
    else onChange(trial?.format?.format.includes('{') === true ? trial.format.format : FIRST_PATTERN);
  }

  return (
    <div className="format-choice">
      <SelectField name={words.format} options={options} value={kind} onChange={choose} />
      {kind === 'pattern' && format !== null ? (
        <PatternField pattern={format} problem={trial?.problem ?? null} onChange={onChange} />
      ) : null}
      {kind === 'told' && trial !== null ? <Told trial={trial} onChange={onChange} /> : null}
    </div>
  );
}

/** What the lines tell, why, and what else would fit them. */
function Told({ trial, onChange }: { trial: FormatTrial; onChange: (format: string) => void }): ReactNode {
  return (
    <div className="format-told">
      {trial.format === null ? <p>{words.unknown}</p> : null}
      {trial.findings.length === 0 ? null : (
        <details>
          <summary>{words.told}</summary>
          <ul>
            {trial.findings.map((finding) => (
              <li key={finding}>
                <LogText text={finding} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {trial.alternatives.length === 0 ? null : (
        <div className="format-alternatives" role="group" aria-label={words.alternatives}>
          <span className="hint">{words.alternatives}</span>
          {trial.alternatives.map((alternative) => (
            <button
              key={alternative.format}
              type="button"
              className="token-button"
              title={alternative.words}
              onClick={() => {
                onChange(alternative.format);
              }}
            >
              <code>{alternative.format}</code>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function kindOf(format: string | null): Kind {
  if (format === null) return 'told';
  return LOG_FORMAT_NAMES.find((name) => name === format) ?? 'pattern';
}

import { useId } from 'react';
import type { ReactNode } from 'react';
import type { FormatTrial } from '#contract/log-format.ts';
import { useInsertion } from '../../components/use-insertion.ts';
import { texts } from '../../texts.ts';

const words = texts.formats;
const MOST_CHARACTERS = 1000;
const FIELDS = ['{time}', '{severity}', '{host}', '{unit}', '{identifier}', '{pid}', '{message}'];

interface PatternFieldProps {
  pattern: string;
  /** Why the pattern means nothing; null: it can be used, or that is not known yet. */
  problem: FormatTrial['problem'];
  onChange: (pattern: string) => void;
}

/** A pattern of lines, with the words it can have, what is wrong with it and where. */
export function PatternField({ pattern, problem, onChange }: PatternFieldProps): ReactNode {
  const noteId = useId();
  const { input, insert } = useInsertion(pattern, MOST_CHARACTERS, onChange);

  return (
    <div className="pattern-field">
      <label className="field">
        <span>{words.pattern}</span>
        <input
          ref={input}
          type="text"
          className="code-input"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={MOST_CHARACTERS}
          value={pattern}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : noteId}
          data-takes-focus
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      </label>
      {problem === null ? null : (
        <p id={noteId} className="field-problem" role="alert">
          <PlaceInPattern pattern={pattern} at={problem.at} /> {problem.message}
        </p>
      )}
      <div className="name-tokens" role="group" aria-label={words.fields}>
        {FIELDS.map((field) => (
          <button
            key={field}
            type="button"
            className="token-button"
            aria-label={words.insert(field)}
            onClick={() => {
              insert(field);
            }}
          >
            <code>{field}</code>
          </button>
        ))}
      </div>
      <details className="pattern-help">
        <summary>{words.help}</summary>
        <ul>
          {words.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** The pattern, with what follows the place marked. */
function PlaceInPattern({ pattern, at }: { pattern: string; at: number | null }): ReactNode {
  if (at === null || at >= pattern.length) return null;
  return (
    <code>
      {pattern.slice(0, at)}
      <mark>{pattern.slice(at)}</mark>
    </code>
  );
}

import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { AppError } from '#contract/errors.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { faultyStretch } from './faulty-stretch.ts';

/** Long enough to leave out the letters in the middle of a word, short enough to feel immediate. */
const TYPING_PAUSE_MS = 80;

interface SearchBoxProps {
  value: string;
  onChange: (where: string) => void;
  /** The search as last sent cannot be read. */
  problem: AppError | null;
}

/** The search: sends itself while it is typed, and points at the place it cannot be read at. */
export function SearchBox({ value, onChange, problem }: SearchBoxProps): ReactNode {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const problemId = useId();
  if (value !== known) {
    setKnown(value);
    // Not our own change coming back, but one from outside, by "Clear filters" for example.
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  function send(next: string): void {
    clearTimeout(timer.current);
    setSent(next);
    onChange(next);
  }

  function type(next: string): void {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      send(next);
    }, TYPING_PAUSE_MS);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') send(text);
    if (event.key !== 'Escape') return;
    if (text === '') {
      document.getElementById('log-entries')?.focus();
      return;
    }
    // The details pane closes by the same key: one at a time.
    event.stopPropagation();
    event.preventDefault();
    setText('');
    send('');
  }

  return (
    <div className="search">
      <div className="search-field">
        <Icon name="search" />
        <input
          id="search"
          type="text"
          role="searchbox"
          aria-label={texts.search.name}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          aria-keyshortcuts="/ Control+F"
          placeholder={texts.search.placeholder}
          value={text}
          maxLength={10_000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            type(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <kbd className="search-key" aria-hidden="true">
            /
          </kbd>
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label={texts.search.clear}
            title={texts.search.clear}
            onClick={() => {
              setText('');
              send('');
              document.getElementById('search')?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {problem === null ? null : (
        <div className="search-problem" id={problemId} role="alert">
          <SearchFault text={sent} problem={problem} />
          <span>{problem.message}</span>
        </div>
      )}
    </div>
  );
}

function SearchFault({ text, problem }: { text: string; problem: AppError }): ReactNode {
  const stretch = faultyStretch(text, problem.detail);
  if (stretch === null) return null;
  return (
    <code className="search-fault">
      {stretch.before}
      <mark>{stretch.fault === '' ? '\u2038' : stretch.fault}</mark>
      {stretch.after}
    </code>
  );
}

import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedQuery } from '#contract/annotations.ts';
import type { AppError } from '#contract/errors.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { SearchFault, SearchUnderline } from './search-fault.tsx';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';
import type { Suggestion } from './suggestions.ts';
import { useSearchKeys } from './use-search-keys.ts';
import { useSearchText } from './use-search-text.ts';
import { useSuggestions } from './use-suggestions.ts';

interface SearchBoxProps {
  value: string;
  onChange: (where: string) => void;
  /** A saved query was chosen among the suggestions. */
  onSavedQuery: (query: SavedQuery) => void;
  /** The search as last sent cannot be read. */
  problem: AppError | null;
  /** How far a slow search has come. */
  progress?: ReactNode;
  /** Buttons at the end of the field. */
  children?: ReactNode;
}

/**
 * The search: searches while it is typed, offers what could stand at the caret, and points at the place it cannot be read at.
 * Its role stays `searchbox`, so that screen readers call it a search; of the combobox pattern it has all but the role.
 */
export function SearchBox(props: SearchBoxProps): ReactNode {
  const { value, onChange, onSavedQuery, problem, progress, children } = props;
  const listId = useId();
  const problemId = useId();
  const input = useRef<HTMLInputElement>(null);
  const nextCaret = useRef<number>(undefined);
  const search = useSearchText(value, problem === null, onChange);
  const { text, sent } = search;
  const [caret, setCaret] = useState(value.length);
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const suggestions = useSuggestions(text, caret, isOpen);
  const isListed = isOpen && suggestions.length > 0;
  const shownProblem = problem !== null && sent === text && !isListed ? problem : null;

  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  });

  function open(nextIsOpen: boolean): void {
    setIsOpen(nextIsOpen);
    setChosen(-1);
  }

  /** Puts a text in with the caret behind its first `position` characters. */
  function put(next: string, position: number, isComplete: boolean): void {
    nextCaret.current = position;
    setCaret(position);
    if (isComplete) search.send(next);
    else search.type(next, position);
  }

  function take(suggestion: Suggestion): void {
    if (suggestion.kind === 'saved') {
      open(false);
      onSavedQuery(suggestion.query);
      return;
    }
    const before = text.slice(0, suggestion.start) + suggestion.text;
    const after = text.slice(suggestion.end);
    const isSpaced = suggestion.text.endsWith(' ') && after.startsWith(' ');
    put(before + (isSpaced ? after.slice(1) : after), before.length, suggestion.isComplete);
    open(!suggestion.isComplete);
  }

  const keys = useSearchKeys({
    search,
    suggestions: isListed ? suggestions : [],
    chosen,
    choose: setChosen,
    open,
    take,
    put,
  });

  return (
    <search
      className="search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) open(false);
      }}
    >
      <div className="search-field">
        <Icon name="search" />
        <div className="search-text">
          {shownProblem === null ? null : (
            <SearchUnderline text={sent} problem={shownProblem} input={input} />
          )}
          <input
            ref={input}
            id="search"
            type="text"
            role="searchbox"
            aria-label={texts.search.name}
            aria-invalid={shownProblem !== null}
            aria-describedby={shownProblem === null ? undefined : problemId}
            aria-keyshortcuts="/ Control+F"
            aria-autocomplete="list"
            aria-controls={isListed ? listId : undefined}
            aria-activedescendant={isListed && chosen >= 0 ? suggestionId(listId, chosen) : undefined}
            placeholder={texts.search.placeholder}
            value={text}
            maxLength={10_000}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => {
              const { value: next, selectionStart } = event.target;
              const position = selectionStart ?? next.length;
              setCaret(position);
              keys.edited();
              if (isTyped(event.nativeEvent)) {
                open(next !== '');
                search.type(next, position);
              } else {
                open(false);
                search.send(next);
              }
            }}
            onSelect={(event) => {
              setCaret(event.currentTarget.selectionStart ?? 0);
            }}
            onClick={() => {
              if (text === '') open(true);
            }}
            onFocus={keys.entered}
            onKeyDown={keys.onKeyDown}
          />
        </div>
        {progress}
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
              put('', 0, true);
              open(false);
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
        {children}
      </div>
      {isListed ? (
        <SuggestionList id={listId} suggestions={suggestions} chosen={chosen} onTake={take} />
      ) : null}
      <span className="visually-hidden" aria-live="polite">
        {isListed ? texts.search.suggestionCount(suggestions.length) : ''}
      </span>
      {shownProblem === null ? null : (
        <div className="search-problem" id={problemId} role="alert">
          <SearchFault text={sent} problem={shownProblem} />
          <span>{shownProblem.message}</span>
        </div>
      )}
    </search>
  );
}

/** Letter by letter. What comes as a whole, from the clipboard say, is not in the middle of anything. */
function isTyped(event: Event): boolean {
  if (!(event instanceof InputEvent)) return false;
  const { inputType, data } = event;
  return (
    inputType.startsWith('delete') ||
    inputType === 'insertCompositionText' ||
    (inputType === 'insertText' && (data ?? '').length <= 2)
  );
}

import type { ReactNode } from 'react';
import { LogText } from '../../components/log-text.tsx';
import { texts } from '../../texts.ts';
import type { Suggestion } from './suggestions.ts';

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  /** -1: none. */
  chosen: number;
  onTake: (suggestion: Suggestion) => void;
}

/** The element of one suggestion, for aria-activedescendant. */
export function suggestionId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

/** What could stand at the caret, below the search. The focus stays in the search. */
export function SuggestionList({ id, suggestions, chosen, onTake }: SuggestionListProps): ReactNode {
  return (
    <div className="suggestions" role="listbox" id={id} aria-label={texts.search.suggestions}>
      {suggestions.map((suggestion, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys act in the search, which keeps the focus
        <div
          key={suggestion.id}
          id={suggestionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={`suggestion suggestion-${suggestion.kind}`}
          onPointerDown={(event) => {
            // The search keeps the focus.
            event.preventDefault();
          }}
          onClick={() => {
            onTake(suggestion);
          }}
        >
          <span className="suggestion-label">
            <LogText text={suggestion.label} />
          </span>
          <span className="suggestion-hint">{suggestion.hint}</span>
        </div>
      ))}
    </div>
  );
}

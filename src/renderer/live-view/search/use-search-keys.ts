import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { useAppModel } from '../../app-model.ts';
import type { Suggestion } from './suggestions.ts';
import type { SearchText } from './use-search-text.ts';

interface SearchKeysPort {
  search: SearchText;
  /** Those in sight. */
  suggestions: readonly Suggestion[];
  /** Index of the chosen one; -1: none. */
  chosen: number;
  choose: (index: number) => void;
  open: (isOpen: boolean) => void;
  take: (suggestion: Suggestion) => void;
  put: (text: string, caret: number, isComplete: boolean) => void;
}

/**
 * The keys of the search. Arrows choose among the suggestions; without any, Up goes back through the earlier searches as long
 * as nothing is typed, and Down opens the suggestions. Enter and Tab take the chosen one, Escape steps back one thing at a time.
 */
export function useSearchKeys(port: SearchKeysPort): {
  onKeyDown: (event: KeyboardEvent) => void;
  /** Something was typed: Up no longer means the earlier searches. */
  edited: () => void;
  /** The search was come to anew. */
  entered: () => void;
} {
  const { searchHistory } = useAppModel();
  const { search, suggestions, chosen, choose, open, take, put } = port;
  /** Where in the history the text comes from; null: from nowhere, it was typed. */
  const walk = useRef<{ index: number; draft: string } | null>(null);
  const isEdited = useRef(false);

  /** @returns false when there is nothing in that direction. */
  function walkHistory(step: 1 | -1): boolean {
    const present = walk.current ?? { index: -1, draft: search.text };
    const history = searchHistory.searches.get().filter((each) => each !== present.draft.trim());
    const index = present.index + step;
    const next = index === -1 ? present.draft : history[index];
    if (next === undefined) return false;
    walk.current = { index, draft: present.draft };
    put(next, next.length, true);
    return true;
  }

  function move(step: 1 | -1): boolean {
    if (suggestions.length > 0 && (step === 1 || chosen >= 0)) {
      // One place between the last and the first: nothing is chosen, and Enter searches for what is typed.
      const places = suggestions.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
      return true;
    }
    if (step === -1) {
      open(false);
      return (search.text === '' || !isEdited.current) && walkHistory(1);
    }
    if (walk.current !== null && walk.current.index >= 0) return walkHistory(-1);
    open(true);
    return true;
  }

  function escape(): boolean {
    if (suggestions.length > 0) open(false);
    else if (search.text === '') document.getElementById('log-entries')?.focus();
    else {
      walk.current = null;
      put('', 0, true);
      open(false);
    }
    return true;
  }

  function enter(): boolean {
    const suggestion = suggestions[chosen];
    if (suggestion !== undefined) take(suggestion);
    else {
      open(false);
      search.confirm();
    }
    return true;
  }

  function tab(): boolean {
    const suggestion = suggestions[chosen];
    if (suggestion === undefined) return false;
    take(suggestion);
    return true;
  }

  function handle(event: KeyboardEvent): boolean {
    // While an input method composes a character, all keys are its own.
    if (event.nativeEvent.isComposing) return false;
    switch (event.key) {
      case 'ArrowDown':
        return move(1);
      case 'ArrowUp':
        return move(-1);
      case 'Enter':
        return enter();
      case 'Tab':
        return !event.shiftKey && tab();
      case 'Escape':
        return escape();
      case ' ':
        if (!event.ctrlKey) return false;
        open(true);
        return true;
      default:
        return false;
    }
  }

  return {
    onKeyDown(event) {
      if (!handle(event)) return;
      // The details pane closes by Escape, too, and the list moves by arrows: one at a time.
      event.stopPropagation();
      event.preventDefault();
    },
    edited() {
      walk.current = null;
      isEdited.current = true;
    },
    entered() {
      walk.current = null;
      isEdited.current = false;
    },
  };
}

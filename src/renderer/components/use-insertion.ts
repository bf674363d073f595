import { useLayoutEffect, useRef, type RefObject } from 'react';

/** A field into which words are put by buttons. */
export interface Insertion {
  /** Of the field. */
  input: RefObject<HTMLInputElement | null>;
  /** Puts the word in the place of what is selected, and the caret behind it. Nothing happens where there is no room. */
  insert: (word: string) => void;
}

/** @param maxLength - Of the whole text, in UTF-16 code units. */
export function useInsertion(text: string, maxLength: number, onChange: (text: string) => void): Insertion {
  const input = useRef<HTMLInputElement>(null);
  const nextCaret = useRef<number>(undefined);

  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    input.current?.focus();
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  });

  function insert(word: string): void {
    const { selectionStart, selectionEnd } = input.current ?? {};
    const from = selectionStart ?? text.length;
    const changed = text.slice(0, from) + word + text.slice(selectionEnd ?? from);
    if (changed.length > maxLength) return;
    nextCaret.current = from + word.length;
    onChange(changed);
  }

  return { input, insert };
}

import { useEffect, useRef, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { beforeMissingValue, isUnfinished } from './completion-place.ts';

/** How long the middle of a value, a phrase or a bracket is left alone: searching for half a name would empty the list. */
const UNFINISHED_PAUSE_MS = 350;
/** A search that stayed so long was meant. */
const REMEMBERED_AFTER_MS = 2_000;

/** The search as it is being typed. */
export interface SearchText {
  text: string;
  /** What was last asked for. */
  sent: string;
  /** Typed: is asked for at once, and each further letter calls the last one off; what is unfinished waits a little, a field for its value. */
  type: (next: string, caret: number) => void;
  /** Asks for it now. */
  send: (next: string) => void;
  /** Enter: it was meant. */
  confirm: () => void;
}

/** The text in the box beside the search that is shown: it may be ahead of it, and follows what others change. */
export function useSearchText(
  value: string,
  isReadable: boolean,
  onChange: (where: string) => void,
): SearchText {
  const { searchHistory } = useAppModel();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (value !== known) {
    setKnown(value);
    // Not our own change coming back, but one from outside, by "Clear filters" for example.
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    if (!isReadable) return undefined;
    const remembering = setTimeout(() => {
      searchHistory.remember(value, false);
    }, REMEMBERED_AFTER_MS);
    return () => {
      clearTimeout(remembering);
    };
  }, [searchHistory, value, isReadable]);

  function send(next: string): void {
    clearTimeout(timer.current);
    setText(next);
    setSent(next);
    onChange(next);
  }

  function type(next: string, caret: number): void {
    if (!isUnfinished(next, caret)) {
      send(next);
      return;
    }
    setText(next);
    clearTimeout(timer.current);
    const before = beforeMissingValue(next);
    if (before !== null) {
      // However long the value is looked for below: the rows are those of what is asked already.
      setSent(before);
      onChange(before);
      return;
    }
    timer.current = setTimeout(() => {
      send(next);
    }, UNFINISHED_PAUSE_MS);
  }

  function confirm(): void {
    send(text);
    if (isReadable) searchHistory.remember(text, true);
  }

  return { text, sent, type, send, confirm };
}

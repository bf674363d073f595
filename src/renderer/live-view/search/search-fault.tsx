import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { AppError } from '#contract/errors.ts';
import { faultyStretch } from './faulty-stretch.ts';

interface SearchFaultProps {
  text: string;
  problem: AppError;
}

/** The stretch of a search that cannot be read, with its surroundings. */
export function SearchFault({ text, problem }: SearchFaultProps): ReactNode {
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

/**
 * Underlines the stretch in the field itself: the same text, unseen, in the same letters at the same place. It only draws a
 * line; the text that is read and edited is the field's own.
 */
export function SearchUnderline({
  text,
  problem,
  input,
}: SearchFaultProps & { input: RefObject<HTMLInputElement | null> }): ReactNode {
  const [scrolledPx, setScrolledPx] = useState(0);
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    const follow = (): void => {
      setScrolledPx(element.scrollLeft);
    };
    follow();
    element.addEventListener('scroll', follow);
    return () => {
      element.removeEventListener('scroll', follow);
    };
  }, [input, text]);
  const stretch = faultyStretch(text, problem.detail, text.length);
  if (stretch === null) return null;
  return (
    <span className="search-underline" aria-hidden="true">
      <span style={{ transform: `translateX(${String(-scrolledPx)}px)` }}>
        {stretch.before}
        <mark>{stretch.fault === '' ? '\u00a0' : stretch.fault}</mark>
      </span>
    </span>
  );
}

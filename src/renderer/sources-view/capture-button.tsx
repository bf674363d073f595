import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { useSourceChange } from './use-source-change.ts';

const words = texts.changeSources;

interface CaptureButtonProps {
  spec: string;
  name: string;
  /** Its sign. */
  children?: ReactNode;
}

/** Captures what a specification names, and says beside the button why not. */
export function CaptureButton({ spec, name, children }: CaptureButtonProps): ReactNode {
  const { isBusy, problem, make } = useSourceChange();
  return (
    <span className="capture-action">
      <button
        type="button"
        className="button button-small"
        aria-disabled={isBusy ? true : undefined}
        aria-label={words.of(name, spec)}
        onClick={() => void make('sources.add', { spec }, () => words.said.added(spec))}
      >
        {children}
        {name}
      </button>
      {problem === null ? null : (
        <span className="field-problem" role="alert">
          {problem.message}
        </span>
      )}
    </span>
  );
}

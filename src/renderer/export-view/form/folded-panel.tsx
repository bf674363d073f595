import type { ReactNode } from 'react';

interface FoldedPanelProps {
  title: string;
  /** What is chosen inside, in one line; in sight whether it is folded or not. */
  summary: string;
  /** `panel`: one of the page's own; `part`: a part of a panel. */
  place?: 'panel' | 'part';
  children: ReactNode;
}

/** Choices that need none: folded away until somebody wants to make them. */
export function FoldedPanel({ title, summary, place = 'panel', children }: FoldedPanelProps): ReactNode {
  return (
    <details className={place === 'panel' ? 'panel folded' : 'folded-part'}>
      <summary>
        <span className={place === 'panel' ? 'panel-title' : 'part-title'}>{title}</span>
        <span className="hint">{summary}</span>
      </summary>
      <div className="folded-content">{children}</div>
    </details>
  );
}

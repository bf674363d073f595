import type { ReactNode } from 'react';
import { visibleParts } from '../live-view/visible-text.ts';

/**
 * Text that came out of a log: shown as text whatever it holds. Control characters, escapes and marks that turn the
 * direction of writing appear as readable signs.
 */
export function LogText({ text, keep = '' }: { text: string; keep?: string }): ReactNode {
  const parts = visibleParts(text, keep);
  const only = parts[0];
  if (parts.length === 1 && only?.kind === 'text') return only.text;
  return parts.map((part) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <span key={part.from} className="control-sign">
        {part.text}
      </span>
    ),
  );
}

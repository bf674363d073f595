import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { LogText } from './log-text.tsx';
import { remedyParts } from './remedy-parts.ts';

interface ProblemNoticeProps {
  problem: { message: string; remedy?: string | undefined };
  /** `page`: instead of the content; `banner`: above content that works; `inline`: beside the control that failed. */
  place: 'page' | 'banner' | 'inline';
  title?: string;
  /** Buttons. */
  children?: ReactNode;
}

/** What failed, on what, and what the user can do about it. */
export function ProblemNotice({ problem, place, title, children }: ProblemNoticeProps): ReactNode {
  return (
    <div
      className={`problem problem-${place}`}
      role={place === 'banner' ? 'group' : 'alert'}
      aria-label={title}
    >
      <Icon name="warning" />
      <div className="problem-words">
        {title === undefined ? null : place === 'page' ? <h2>{title}</h2> : <strong>{title}</strong>}
        <p>
          <LogText text={problem.message} />
        </p>
        {problem.remedy === undefined ? null : <Remedy text={problem.remedy} />}
        {children === undefined ? null : <div className="problem-actions">{children}</div>}
      </div>
    </div>
  );
}

/** What the user can do; a command stands in a box of its own, ready to be copied. */
export function Remedy({ text }: { text: string }): ReactNode {
  return remedyParts(text).map((part) =>
    part.kind === 'words' ? (
      <p key={part.text}>{part.text}</p>
    ) : (
      <div key={part.text} className="code-box">
        <code>{part.text}</code>
        <CopyButton text={() => part.text} label={texts.copy.command} isCompact />
      </div>
    ),
  );
}

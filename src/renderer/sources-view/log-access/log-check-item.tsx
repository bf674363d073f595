import type { ReactNode } from 'react';
import type { LogCheck } from '#contract/machine-check.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { Remedy } from '../../components/problem-notice.tsx';
import { texts } from '../../texts.ts';

const MARKS: Readonly<Record<LogCheck['access'], IconName>> = {
  all: 'check',
  part: 'warning',
  none: 'stopped',
  absent: 'stopped',
};

interface LogCheckItemProps {
  log: LogCheck;
  isCaptured: boolean;
  /** What can be done with a source that could be captured; drawn beside its name. */
  renderAction?: ((source: string) => ReactNode) | undefined;
}

/** One log: how much of it may be read, why not more, and what mends that. */
export function LogCheckItem({ log, isCaptured, renderAction }: LogCheckItemProps): ReactNode {
  const { name, access, finding, remedy } = log;
  return (
    <li className={`log-check log-check-${access}`}>
      <Icon name={MARKS[access]} />
      <div className="log-check-words">
        <p className="log-check-head">
          <strong>{name}</strong> <span className="log-check-state">{texts.logAccess.access[access]}</span>
        </p>
        <p>
          <LogText text={finding} />
        </p>
        {remedy === null ? null : <Remedy text={remedy} />}
      </div>
      {access === 'all' || access === 'part' ? (
        <SourceOfLog source={log.source} isCaptured={isCaptured} renderAction={renderAction} />
      ) : null}
    </li>
  );
}

interface SourceOfLogProps extends Pick<LogCheckItemProps, 'isCaptured' | 'renderAction'> {
  source: string;
}

function SourceOfLog({ source, isCaptured, renderAction }: SourceOfLogProps): ReactNode {
  if (isCaptured) return <span className="log-check-source">{texts.logAccess.captured}</span>;
  return (
    <span className="log-check-source">
      {texts.logAccess.notCaptured} <code>{source}</code>
      {renderAction?.(source)}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { LogText } from '../components/log-text.tsx';
import { formatCount, formatFullTime } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

const words = texts.changeSources.restarts;

/** When and why the tool of a source was started again; nothing when it never was. */
export function SourceRestarts({ source }: { source: SourceStatus }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  if (source.lastRestarts.length === 0) return null;
  return (
    <details className="restarts">
      <summary>{words.summary(source.restarts, formatCount(source.restarts))}</summary>
      {source.restarts > source.lastRestarts.length ? (
        <p className="hint">{words.last(formatCount(source.lastRestarts.length))}</p>
      ) : null}
      <ol>
        {source.lastRestarts.map(({ atUnixUs, reason }) => (
          <li key={`${String(atUnixUs)} ${reason}`}>
            <time>{formatFullTime(atUnixUs, timeZone)}</time> <LogText text={reason} />
          </li>
        ))}
      </ol>
    </details>
  );
}

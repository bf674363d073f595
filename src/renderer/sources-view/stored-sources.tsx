import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { Icon } from '../components/icon.tsx';
import { formatCount, formatFullTime } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { CaptureButton } from './capture-button.tsx';

const words = texts.changeSources;
/** Read only where Hydrant is started with it. */
const STANDARD_INPUT = 'stdin';

interface StoredSourcesProps {
  sources: readonly SourceStatus[];
  /** Whether sources can be changed here. */
  canChange: boolean;
}

/** What is stored of sources that are not captured now, with the way to capture them again. */
export function StoredSources({ sources: known, canChange }: StoredSourcesProps): ReactNode {
  // One that was added and removed again may have nothing.
  const sources = known.filter(({ counters }) => counters.received > 0);
  if (sources.length === 0) return null;
  return (
    <section className="panel" aria-label={words.storedTitle}>
      <h2>{words.storedTitle}</h2>
      <p className="hint">{words.storedHint}</p>
      <ul className="stored-sources">
        {sources.map((source) => (
          <li key={source.id}>
            <code>{source.spec}</code>
            <StoredRange source={source} />
            {canChange && source.spec !== STANDARD_INPUT ? (
              <CaptureButton spec={source.spec} name={words.captureAgain}>
                <Icon name="play" />
              </CaptureButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function StoredRange({ source }: { source: SourceStatus }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { counters, oldestUnixUs, newestUnixUs } = source;
  const entries = words.storedEntries(formatCount(counters.stored), counters.stored);
  if (oldestUnixUs === null || newestUnixUs === null) return <span className="hint">{entries}</span>;
  return (
    <span className="hint">
      {entries} · {formatFullTime(oldestUnixUs, timeZone)} – {formatFullTime(newestUnixUs, timeZone)}
    </span>
  );
}

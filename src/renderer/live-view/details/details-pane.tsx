import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { EntryDetail } from '#contract/entry.ts';
import type { AppError } from '#contract/errors.ts';
import { severityName } from '#contract/severity.ts';
import { useAppModel } from '../../app-model.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatBytes, formatFullTime } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { entryAsJson, entryAsText } from './entry-as-text.ts';
import { EntryFact, EntryFields, LongText } from './entry-fields.tsx';
import { PaneResizer } from './pane-resizer.tsx';
import { useGapWords } from '../use-gap-words.ts';

/** Everything that is known of one entry. */
export function DetailsPane({ id }: { id: number }): ReactNode {
  const { feed, settings } = useAppModel();
  const { detailsWidthPx } = useStore(settings);
  const { entry, problem } = useEntry(id);
  return (
    <aside className="details" aria-label={texts.details.name} style={{ flexBasis: detailsWidthPx }}>
      <PaneResizer />
      <header className="details-head">
        <h2>{texts.details.title}</h2>
        {entry === null ? null : (
          <>
            <CopyButton text={() => entryAsText(entry)} label={texts.details.copyText} />
            <CopyButton text={() => entryAsJson(entry)} label={texts.details.copyJson} />
          </>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={texts.details.close}
          title={texts.details.closeHint}
          onClick={() => {
            feed.deselect();
            document.getElementById('log-entries')?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="details-body" tabIndex={0} role="group" aria-label={texts.details.content}>
        {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
        {entry === null ? null : <EntryContent key={entry.row.id} entry={entry} />}
      </div>
    </aside>
  );
}

function EntryContent({ entry }: { entry: EntryDetail }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { row } = entry;
  const gapBefore = useGapWords().get(row.id);
  return (
    <>
      {gapBefore === undefined ? null : (
        <p className="details-gap">
          <LogText text={texts.details.gapBefore(gapBefore)} />
        </p>
      )}
      <p className="details-severity">
        <SeverityMark severity={row.severity} />
        <strong className={`severity-${String(row.severity)}`}>{texts.severity[row.severity]}</strong>
        <time>{formatFullTime(row.timeUnixUs, timeZone)}</time>
      </p>
      <div className="details-message">
        <LongText text={entry.message} />
      </div>
      {row.isMessageBinary ? <p className="details-note">{texts.details.binaryMessage}</p> : null}
      {row.messageBytes > entry.message.length && row.isMessageTruncated ? (
        <p className="details-note">{texts.details.wholeMessage(formatBytes(row.messageBytes))}</p>
      ) : null}
      <dl className="facts">
        {timeZone === 'utc' ? null : (
          <EntryFact name={texts.details.timeUtc} value={formatFullTime(row.timeUnixUs, 'utc')} />
        )}
        <EntryFact name={texts.details.received} value={formatFullTime(entry.receivedAtUnixUs, timeZone)} />
        <EntryFact
          name={texts.details.severity}
          value={`${severityName(row.severity)} (${String(row.severity)})`}
        />
        {row.rawSeverity === null ? null : (
          <EntryFact name={texts.details.rawSeverity} value={row.rawSeverity || texts.details.none} />
        )}
        <EntryFact name={texts.details.host} value={row.host} />
        <EntryFact name={texts.details.unit} value={row.unit} />
        <EntryFact name={texts.details.identifier} value={row.identifier} />
        {row.pid === null ? null : <EntryFact name={texts.details.pid} value={String(row.pid)} />}
        <EntryFact name={texts.details.id} value={String(row.id)} />
        <EntryFact name={texts.details.position} value={entry.position} />
      </dl>
      <EntryFields fields={entry.fields} />
    </>
  );
}

interface LoadedEntry {
  entry: EntryDetail | null;
  problem: AppError | null;
}

/** The entry, once it is there. While another one loads, the one before stays: the pane does not flicker. */
function useEntry(id: number): LoadedEntry {
  const { host } = useAppModel();
  const [loaded, setLoaded] = useState<LoadedEntry>({ entry: null, problem: null });
  useEffect(() => {
    const call = new AbortController();
    host.call('entries.get', { id }, call.signal).then(
      (entry) => {
        setLoaded({ entry, problem: null });
      },
      (error: unknown) => {
        if (!call.signal.aborted) setLoaded({ entry: null, problem: appErrorOf(error) });
      },
    );
    return () => {
      call.abort();
    };
  }, [host, id]);
  return loaded;
}

import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { EntryDetail } from '#contract/entry.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { formatFullTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { BookmarkNote } from '../bookmarks/bookmark-note.tsx';
import { useGapWords } from '../use-gap-words.ts';
import type { Fact } from './entry-groups.ts';
import { entryGroups } from './entry-groups.ts';
import { FactList } from './fact-list.tsx';
import { FactSection } from './fact-section.tsx';
import { RawFields } from './raw-fields.tsx';
import { RepeatsHint } from './repeats-hint.tsx';
import { useIsFilteredOut } from './use-is-filtered-out.ts';
import { ValueActions } from './value-actions.tsx';
import { ValueView } from './value-view.tsx';

/** `entries.get` cuts the message here. */
const DETAIL_MAX_BYTES = 1_048_576;

/** One entry in full: its message, then everything that is known of it by what it is about. */
export function EntryContent({ entry }: { entry: EntryDetail }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { row } = entry;
  const groups = useMemo(() => entryGroups(entry, timeZone), [entry, timeZone]);
  return (
    <>
      <EntryHints id={row.id} />
      <p className="details-severity">
        <SeverityMark severity={row.severity} />
        <strong className={`severity-${String(row.severity)}`}>{texts.severity[row.severity]}</strong>
        <time>{formatFullTime(row.timeUnixUs, timeZone)}</time>
      </p>
      <BookmarkNote entryId={row.id} />
      {groups.map((group) => (
        <FactSection key={group.name} group={group.name}>
          {group.name === 'message' ? <Message entry={entry} /> : null}
          <FactList entryId={row.id} facts={group.facts} />
        </FactSection>
      ))}
      <RawFields entry={entry} />
    </>
  );
}

/** What the list cannot say about this entry. */
function EntryHints({ id }: { id: number }): ReactNode {
  const gapBefore = useGapWords().get(id);
  const isFilteredOut = useIsFilteredOut(id);
  return (
    <>
      {isFilteredOut ? (
        <p className="details-hint" role="status">
          {texts.details.filteredOut}
        </p>
      ) : null}
      <RepeatsHint id={id} />
      {gapBefore === undefined ? null : (
        <p className="details-gap">
          <LogText text={texts.details.gapBefore(gapBefore)} />
        </p>
      )}
    </>
  );
}

function Message({ entry }: { entry: EntryDetail }): ReactNode {
  const { row, message } = entry;
  const name = texts.details.groups.message;
  const fact: Fact = {
    key: 'message',
    name,
    text: message,
    term: row.isMessageBinary || message === '' ? null : { field: 'message', value: message },
    source: null,
  };
  return (
    <>
      <div className="details-message fact">
        <ValueView
          name={name}
          text={message}
          sizeBytes={row.messageBytes}
          isTruncated={row.messageBytes > DETAIL_MAX_BYTES}
          address={{ entryId: row.id, field: 'message', index: 0 }}
        />
        <ValueActions fact={fact} />
      </div>
      {row.isMessageBinary ? <p className="details-note">{texts.details.binaryMessage}</p> : null}
    </>
  );
}

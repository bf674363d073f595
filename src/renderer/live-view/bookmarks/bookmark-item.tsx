import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BookmarkedEntry } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { TimeZone } from '../../formats.ts';
import { formatShortTime } from '../../formats.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';

const words = texts.bookmarks;
/** As much as one line shows. */
const SHOWN_CHARACTERS = 300;

interface BookmarkItemProps {
  entry: BookmarkedEntry;
  zone: TimeZone;
  onOpen: (entryId: number) => void;
}

/** One bookmark: leads to its entry. Removed, it stands there until the list is closed, so that it can be set again. */
export function BookmarkItem({ entry, zone, onOpen }: BookmarkItemProps): ReactNode {
  const { bookmarks, announcer } = useAppModel();
  const [isRemoved, setIsRemoved] = useState(false);
  const { row, bookmark } = entry;
  const message = row.message.slice(0, SHOWN_CHARACTERS);

  async function change(willBeRemoved: boolean): Promise<void> {
    try {
      await (willBeRemoved ? bookmarks.remove(row.id) : bookmarks.set(row.id, bookmark.note));
      setIsRemoved(willBeRemoved);
    } catch (error) {
      announcer.say(appErrorOf(error).message);
    }
  }

  return (
    <li className={isRemoved ? 'bookmark-item is-removed' : 'bookmark-item'}>
      <button
        type="button"
        className="bookmark-open"
        onClick={() => {
          onOpen(row.id);
        }}
      >
        <span className="bookmark-facts">
          <time>{formatShortTime(row.timeUnixUs, zone)}</time>
          <SeverityMark severity={row.severity} />
          <span className={`severity-${String(row.severity)}`}>{texts.severity[row.severity]}</span>
          <span className="bookmark-origin">
            <LogText text={row.identifier === '' ? row.unit : row.identifier} />
          </span>
        </span>
        <span className="bookmark-message">
          <LogText text={message} />
        </span>
        {bookmark.note === '' ? null : (
          <span className="bookmark-words">
            <LogText text={bookmark.note} keep={'\n'} />
          </span>
        )}
      </button>
      {isRemoved ? (
        <span className="bookmark-removed" role="status">
          {words.removed}{' '}
          <button type="button" className="link-button" onClick={() => void change(false)}>
            {words.undo}
          </button>
        </span>
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-label={words.remove(message.slice(0, 60))}
          title={words.removeHint}
          onClick={() => void change(true)}
        >
          <Icon name="remove" />
        </button>
      )}
    </li>
  );
}

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Icon } from '../components/icon.tsx';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { unreadWords } from './entry-list/unread-words.ts';

const WARNING = 4;

/** What went wrong since the user last looked, and the way there. What was merely said is marked in the list only. */
export function UnreadBanner(): ReactNode {
  const { feed, unread, settings } = useAppModel();
  const missed = useStore(unread.state);
  const { timeZone } = useStore(settings);
  const [shownAfterId, setShownAfterId] = useState<number | null>(null);
  if (missed === null || missed.afterId === shownAfterId) return null;
  if (missed.counts.slice(0, WARNING + 1).every((count) => count === 0)) return null;
  return (
    <div className="unread-banner" role="status">
      <span>{unreadWords(missed, timeZone)}</span>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          setShownAfterId(missed.afterId);
          void feed.jumpToEntry(missed.afterId);
        }}
      >
        {texts.unread.show}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.unread.dismiss}
        title={texts.unread.dismissHint}
        onClick={() => {
          unread.dismiss();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

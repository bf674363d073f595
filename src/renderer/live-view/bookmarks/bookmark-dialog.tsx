import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatCount } from '../../formats.ts';
import { withTerm } from '../../state/query-terms.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { BOOKMARKED_TERM } from './bookmark-commands.ts';
import { BookmarkItem } from './bookmark-item.tsx';
import { useBookmarkList } from './use-bookmark-list.ts';

const words = texts.bookmarks;

/** All bookmarks, the newest entry first. */
export function BookmarkDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { feed, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { entries, total, hasOlder, problem, readOlder } = useBookmarkList();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);

  function showOnlyBookmarked(): void {
    const { requested } = feed.state.get();
    void feed.setFilter({ ...requested, where: withTerm(requested.where, BOOKMARKED_TERM) });
    onClose();
  }

  return (
    <dialog ref={dialog} className="dialog bookmark-dialog" aria-label={words.title} onClose={onClose}>
      <header className="dialog-head">
        <h2>{words.title}</h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {entries?.length === 0 ? <p className="hint">{words.none}</p> : null}
      {entries === null || entries.length === 0 ? null : (
        <>
          <div className="bookmark-tools">
            <span>{words.total(total, formatCount(total))}</span>
            <button type="button" className="button button-small" onClick={showOnlyBookmarked}>
              {words.showOnly}
            </button>
          </div>
          <ul className="bookmark-list" aria-label={words.title}>
            {entries.map((entry) => (
              <BookmarkItem
                key={entry.row.id}
                entry={entry}
                zone={timeZone}
                onOpen={(entryId) => {
                  onClose();
                  void feed.select(entryId);
                }}
              />
            ))}
          </ul>
          {hasOlder ? (
            <button type="button" className="button" onClick={readOlder}>
              {words.older}
            </button>
          ) : null}
          <p className="hint">{words.filterHint}</p>
        </>
      )}
    </dialog>
  );
}

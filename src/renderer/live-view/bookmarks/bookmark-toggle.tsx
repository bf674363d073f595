import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommandKey } from '../../commands/use-command-key.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { toggleBookmark } from './bookmark-commands.ts';
import { useBookmark } from './use-bookmark.ts';

/** Sets and removes the entry's bookmark. */
export function BookmarkToggle({ entryId }: { entryId: number }): ReactNode {
  const model = useAppModel();
  const key = useCommandKey('bookmark.toggle');
  const isSet = (useBookmark(entryId) ?? null) !== null;
  return (
    <button
      type="button"
      className="button button-small bookmark-toggle"
      aria-pressed={isSet}
      aria-keyshortcuts={key.aria}
      title={texts.details.withKey(isSet ? texts.bookmarks.removeHint : texts.bookmarks.addHint, key.words)}
      onClick={() => void toggleBookmark(model, entryId)}
    >
      <Icon name="bookmark" />
      {texts.bookmarks.add}
    </button>
  );
}

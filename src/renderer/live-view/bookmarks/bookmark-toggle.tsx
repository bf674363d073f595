import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { toggleBookmark } from './bookmark-commands.ts';
import { useBookmark } from './use-bookmark.ts';

/** Sets and removes the entry's bookmark. */
export function BookmarkToggle({ entryId }: { entryId: number }): ReactNode {
  const model = useAppModel();
  const isSet = (useBookmark(entryId) ?? null) !== null;
  return (
    <button
      type="button"
      className="button button-small bookmark-toggle"
      aria-pressed={isSet}
      title={isSet ? texts.bookmarks.removeHint : texts.bookmarks.addHint}
      onClick={() => void toggleBookmark(model, entryId)}
    >
      <Icon name="bookmark" />
      {texts.bookmarks.add}
    </button>
  );
}

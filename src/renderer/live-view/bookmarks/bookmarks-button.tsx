import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommandKey } from '../../commands/use-command-key.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Icon } from '../../components/icon.tsx';
import { texts } from '../../texts.ts';
import { bookmarkCommands } from './bookmark-commands.ts';
import { BookmarkDialog } from './bookmark-dialog.tsx';

/** Opens the list of bookmarks; with it come the commands for bookmarks. */
export function BookmarksButton(): ReactNode {
  const model = useAppModel();
  const [isOpen, setIsOpen] = useState(false);
  const commands = useMemo(
    () =>
      bookmarkCommands(model, () => {
        setIsOpen(true);
      }),
    [model],
  );
  useCommands(commands);
  const key = useCommandKey('bookmark.list');
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={texts.bookmarks.open}
        aria-keyshortcuts={key.aria}
        title={texts.details.withKey(texts.bookmarks.openHint, key.words)}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Icon name="bookmark" />
        <span className="wide-only">{texts.bookmarks.open}</span>
      </button>
      {isOpen ? (
        <BookmarkDialog
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

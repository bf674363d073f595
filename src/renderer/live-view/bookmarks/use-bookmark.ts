import { useEffect, useState } from 'react';
import type { Bookmark } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';

/** The entry's bookmark as it is now; null: it has none, undefined: it is not known yet. */
export function useBookmark(entryId: number): Bookmark | null | undefined {
  const { bookmarks, announcer } = useAppModel();
  const [known, setKnown] = useState<{ entryId: number; bookmark: Bookmark | null }>();
  useEffect(() => {
    let isCurrent = true;
    const stopWatching = bookmarks.watch((changedId, bookmark) => {
      if (changedId === entryId) setKnown({ entryId, bookmark });
    });
    bookmarks.get(entryId).then(
      (bookmark) => {
        if (isCurrent) setKnown({ entryId, bookmark });
      },
      (error: unknown) => {
        if (isCurrent) announcer.say(appErrorOf(error).message);
      },
    );
    return () => {
      isCurrent = false;
      stopWatching();
    };
  }, [bookmarks, announcer, entryId]);
  return known?.entryId === entryId ? known.bookmark : undefined;
}

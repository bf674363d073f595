import { useCallback, useEffect, useState } from 'react';
import type { BookmarkedEntry } from '#contract/annotations.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';

const PAGE_BOOKMARKS = 100;

interface BookmarkList {
  /** Newest entry first; null until the first page is there. Those removed while the list is open stay. */
  entries: readonly BookmarkedEntry[] | null;
  /** Bookmarks in the store. */
  total: number;
  hasOlder: boolean;
  problem: AppError | null;
  readOlder: () => void;
}

/** The bookmarks of the store, page by page. */
export function useBookmarkList(): BookmarkList {
  const { host } = useAppModel();
  const [entries, setEntries] = useState<readonly BookmarkedEntry[] | null>(null);
  const [total, setTotal] = useState(0);
  const [hasOlder, setHasOlder] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);

  const read = useCallback(
    async (before: readonly BookmarkedEntry[], signal?: AbortSignal): Promise<void> => {
      const beforeEntryId = before.at(-1)?.row.id;
      try {
        const page = await host.call(
          'bookmarks.list',
          { limit: PAGE_BOOKMARKS, ...(beforeEntryId === undefined ? {} : { beforeEntryId }) },
          signal,
        );
        setEntries([...before, ...page.bookmarks]);
        setTotal(page.total);
        setHasOlder(page.bookmarks.length === PAGE_BOOKMARKS);
      } catch (error) {
        if (signal?.aborted !== true) setProblem(appErrorOf(error));
      }
    },
    [host],
  );

  useEffect(() => {
    const call = new AbortController();
    void read([], call.signal);
    return () => {
      call.abort();
    };
  }, [read]);

  return { entries, total, hasOlder, problem, readOlder: () => void read(entries ?? []) };
}

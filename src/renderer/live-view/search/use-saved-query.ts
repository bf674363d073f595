import { useCallback } from 'react';
import type { SavedQuery } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import { filterOfQuery } from '../../state/saved-queries.ts';

/** Shows what a saved query selects, its relative times counted from now. One that cannot be shown here does nothing. */
export function useSavedQuery(): (saved: SavedQuery) => void {
  const { feed } = useAppModel();
  return useCallback(
    ({ query }) => {
      const filter = filterOfQuery(query);
      if (filter !== null) void feed.setFilter({ ...filter, nowUnixUs: Date.now() * 1_000 });
    },
    [feed],
  );
}

import { idBelow } from '#contract/entry-id.ts';
import { useEffect, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import type { EntryFilter } from '../../state/entry-filter.ts';
import { queryOf } from '../../state/entry-filter.ts';
import { useStore } from '../../state/use-store.ts';
import { rowIndexAtOrAfter } from '../row-window.ts';

/** The entry itself is the first one looked at; anything longer went past it. */
const BUDGET_MS = 50;

/** Whether the filter does not show this entry, so that the list cannot have it. Until it is known: no. */
export function useIsFilteredOut(id: number): boolean {
  const { feed, host } = useAppModel();
  const { filter, window } = useStore(feed.state);
  const [answer, setAnswer] = useState<{ id: number; filter: EntryFilter; isOut: boolean } | null>(null);
  const isInList = window.rows[rowIndexAtOrAfter(window.rows, id)]?.id === id;
  useEffect(() => {
    if (isInList) return undefined;
    const call = new AbortController();
    const params = {
      query: queryOf(filter),
      anchor: { kind: 'after', id: idBelow(id) } as const,
      limit: 1,
      budgetMs: BUDGET_MS,
    };
    host.call('entries.list', params, call.signal).then(
      ({ rows }) => {
        setAnswer({ id, filter, isOut: rows[0]?.id !== id });
      },
      () => {
        // Called off, or the list itself says what is wrong: a hint that fails is no hint.
      },
    );
    return () => {
      call.abort();
    };
  }, [host, id, filter, isInList]);
  return !isInList && answer?.id === id && answer.filter === filter && answer.isOut;
}

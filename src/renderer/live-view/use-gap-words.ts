import { useMemo } from 'react';
import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';
import { gapsByRow } from './gap-words.ts';

/** The words for what is missing just before a row of the live list, by the row's id. */
export function useGapWords(): ReadonlyMap<number, string> {
  const { feed, gaps, settings } = useAppModel();
  const { window, filter } = useStore(feed.state);
  const known = useStore(gaps);
  const { timeZone } = useStore(settings);
  return useMemo(() => gapsByRow({ window, filter }, known, timeZone), [window, filter, known, timeZone]);
}

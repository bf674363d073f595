import { useCallback, useState } from 'react';
import type { EntryRow } from '#contract/entry.ts';
import { rowFirstId } from '../folded-rows.ts';

/** Nobody keeps track of more; the oldest ones are shown in one line again. */
const MOST_EXPANDED = 200;

interface ExpandedRows {
  /** Of each expanded row the oldest entry, which stays the same while repeats are added to the row. */
  expandedIds: ReadonlySet<number>;
  /** @param isExpanded absent: the other way round. */
  expand: (row: EntryRow, isExpanded?: boolean) => void;
}

/** Which rows show the whole of their message. */
export function useExpandedRows(): ExpandedRows {
  const [expandedIds, setExpandedIds] = useState<ReadonlySet<number>>(() => new Set());
  const expand = useCallback((row: EntryRow, isExpanded?: boolean) => {
    setExpandedIds((present) => {
      const id = rowFirstId(row);
      const wanted = isExpanded ?? !present.has(id);
      if (wanted === present.has(id)) return present;
      const others = [...present].filter((each) => each !== id);
      return new Set(wanted ? [...others, id].slice(-MOST_EXPANDED) : others);
    });
  }, []);
  return { expandedIds, expand };
}

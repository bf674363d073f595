import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import type { BarRow } from './histogram-bars.ts';

interface PendingPartProps {
  row: BarRow;
  widthPx: number;
  heightPx: number;
}

/** Hatches what a long count has not reached yet: it goes from the newest entry backwards. */
export function PendingPart({ row, widthPx, heightPx }: PendingPartProps): ReactNode {
  const { feed } = useAppModel();
  const { isCounting, countedShare } = useStore(feed.summary.state);
  if (!isCounting) return null;
  // The share is one of entries, not of time: where bars are drawn, it has been counted.
  const oldestBar = row.bars.findIndex(({ total }) => total > 0);
  const oldestShare = oldestBar < 0 ? 1 : oldestBar / row.bars.length;
  const pendingPx = Math.round(Math.min(1 - countedShare, oldestShare) * widthPx);
  return <rect className="histogram-pending" width={pendingPx} height={heightPx} />;
}

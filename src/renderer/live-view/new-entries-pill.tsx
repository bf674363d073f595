import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { SeverityMark } from '../components/severity-mark.tsx';
import { formatCount } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

/** "37 new": what came in while the list stood still, marked with the worst severity among it. Pressing it shows them. */
export function NewEntriesPill(): ReactNode {
  const { feed } = useAppModel();
  const { newEntries, follow } = useStore(feed.state);
  if (follow === 'following' || newEntries.total === 0) return null;
  const { worst, total } = newEntries;
  return (
    <button
      type="button"
      className="new-entries-pill"
      onClick={() => {
        feed.jumpToNewest();
      }}
    >
      {worst === null ? null : <SeverityMark severity={worst} />}
      {texts.live.newEntries(formatCount(total))}
      {worst === null || worst > 4 ? null : (
        <span className="new-entries-worst">{texts.live.worst(texts.severity[worst] ?? '')}</span>
      )}
    </button>
  );
}

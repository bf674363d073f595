import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { SeverityMark } from '../components/severity-mark.tsx';
import { formatCount } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import type { NewEntries } from './new-entries.ts';

/** "37 new, 2 errors": what came in while the list stood still, marked with the worst of it. Pressing it shows them. */
export function NewEntriesPill(): ReactNode {
  const { feed } = useAppModel();
  const { newEntries, follow } = useStore(feed.state);
  if (follow === 'following' || newEntries.total === 0) return null;
  const { worst, total } = newEntries;
  const words = worstWords(newEntries);
  return (
    <button
      type="button"
      className="new-entries-pill"
      onClick={() => {
        feed.jumpToNewest();
      }}
    >
      {worst === null ? null : <SeverityMark severity={worst} />}
      <span>
        {texts.live.newEntries(formatCount(total))}
        {words === null ? null : <span className="new-entries-worst">, {words}</span>}
      </span>
    </button>
  );
}

/** The errors; where there are none, the warnings. */
function worstWords({ errors, warnings }: NewEntries): string | null {
  if (errors > 0) return texts.unread.errors(errors, formatCount(errors));
  return warnings > 0 ? texts.unread.warnings(warnings, formatCount(warnings)) : null;
}

import type { ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { DetailsHead } from './details-head.tsx';
import { EntryContent } from './entry-content.tsx';
import { PaneResizer } from './pane-resizer.tsx';
import { useEntry } from './use-entry.ts';

/** Everything that is known of one entry. It stays where it is while rows arrive. */
export function DetailsPane({ id }: { id: number }): ReactNode {
  const { settings } = useAppModel();
  const { detailsWidthPx } = useStore(settings);
  const { entry, problem } = useEntry(id);
  return (
    <aside className="details" aria-label={texts.details.name} style={{ flexBasis: detailsWidthPx }}>
      <PaneResizer />
      <DetailsHead id={id} />
      <div className="details-body" tabIndex={0} role="group" aria-label={texts.details.content}>
        {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
        {entry === null ? null : <EntryContent key={entry.row.id} entry={entry} />}
      </div>
    </aside>
  );
}

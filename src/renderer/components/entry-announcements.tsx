import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

/** New errors and warnings, for screen readers only. The region is always there, so that what changes inside it is heard. */
export function EntryAnnouncements(): ReactNode {
  const { entryAnnouncer } = useAppModel();
  const said = useStore(entryAnnouncer.current);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={texts.announcements.name}>
      {said === null ? null : <span key={said.number}>{said.text}</span>}
    </div>
  );
}

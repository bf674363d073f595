import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { useStore } from '../state/use-store.ts';

/** Short messages. The region is always there: a screen reader hears what changes inside it, not a region that appears. */
export function Toast(): ReactNode {
  const { announcer } = useAppModel();
  const said = useStore(announcer.current);
  return (
    <div className="toast" aria-live="polite">
      {said === null ? null : <span key={said.number}>{said.text}</span>}
    </div>
  );
}

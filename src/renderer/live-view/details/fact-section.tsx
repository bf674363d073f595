import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Store } from '../../state/store.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { GroupName } from './entry-groups.ts';

/** Which groups the user has closed: the same for every entry, as long as the page lives. */
const closedGroups = new Store<ReadonlySet<GroupName>>(new Set());

interface FactSectionProps {
  group: GroupName;
  /** Stands beside the title. */
  note?: string;
  children: ReactNode;
}

/** A group of facts under its title, which opens and closes it. */
export function FactSection({ group, note, children }: FactSectionProps): ReactNode {
  const isOpen = !useStore(closedGroups).has(group);
  const contentId = useId();
  return (
    <section className="fact-section">
      <h3>
        <button
          type="button"
          className="fact-section-title"
          aria-expanded={isOpen}
          aria-controls={contentId}
          onClick={() => {
            toggle(group);
          }}
        >
          <Icon name="chevron" />
          {texts.details.groups[group]}
          {note === undefined ? null : <span className="fact-section-note">{note}</span>}
        </button>
      </h3>
      <div id={contentId}>{isOpen ? children : null}</div>
    </section>
  );
}

function toggle(group: GroupName): void {
  const closed = new Set(closedGroups.get());
  if (!closed.delete(group)) closed.add(group);
  closedGroups.set(closed);
}

import { useMemo, useState, useSyncExternalStore } from 'react';
import { useAppModel } from '../../app-model.ts';
import { columnsOf } from '../../state/settings.ts';
import { useStore } from '../../state/use-store.ts';
import type { RowWindow } from '../row-window.ts';
import type { Room, VisibleColumn } from './list-columns.ts';
import { roomOf, visibleColumns } from './list-columns.ts';

/** The columns to draw, as they are chosen or by themselves; the same list until one of them changes. */
export function useColumns(): { columns: readonly VisibleColumn[]; room: Room } {
  const { settings: store, feed } = useAppModel();
  const settings = useStore(store);
  const { window } = useStore(feed.state);
  const hasSeveralHosts = useHasSeveralHosts(window);
  const room = useSyncExternalStore(subscribeToResize, currentRoom);
  const isChosen = settings.columns !== null;
  const chosen = columnsOf(settings);
  const columns = useMemo(
    () => visibleColumns(chosen, { isChosen, hasSeveralHosts, room }),
    [chosen, isChosen, hasSeveralHosts, room],
  );
  return { columns, room };
}

function subscribeToResize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => {
    removeEventListener('resize', listener);
  };
}

function currentRoom(): Room {
  return roomOf(innerWidth);
}

/** Whether the window has, or once had, entries of more than one host: a column does not come and go. */
function useHasSeveralHosts(window: RowWindow): boolean {
  const [hasSeveral, setHasSeveral] = useState(false);
  const first = window.rows[0]?.host;
  const hasNow = useMemo(() => window.rows.some((row) => row.host !== first), [window.rows, first]);
  if (hasNow && !hasSeveral) setHasSeveral(true);
  return hasSeveral;
}

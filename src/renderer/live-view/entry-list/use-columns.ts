import { useMemo, useState, useSyncExternalStore } from 'react';
import { useAppModel } from '../../app-model.ts';
import { timeParts } from '../../formats.ts';
import { columnsOf } from '../../state/settings.ts';
import { useStore } from '../../state/use-store.ts';
import type { RowWindow } from '../row-window.ts';
import type { Room, TimeLengths, VisibleColumn } from './list-columns.ts';
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
  const { withDay, alone } = timeLengths();
  const columns = useMemo(
    () => visibleColumns(chosen, { isChosen, hasSeveralHosts, room, timeLengths: { withDay, alone } }),
    [chosen, isChosen, hasSeveralHosts, room, withDay, alone],
  );
  return { columns, room };
}

/** Before and after noon: languages that say which may need more letters for one of them. */
const SAMPLES_UNIX_US = [Date.UTC(2026, 10, 22, 10), Date.UTC(2026, 10, 22, 22)].map((ms) => ms * 1_000);

/** As times are written now. The zone changes digits, not their number. */
function timeLengths(): TimeLengths {
  const parts = SAMPLES_UNIX_US.map((unixUs) => timeParts(unixUs, 'utc'));
  return {
    withDay: Math.max(...parts.map(({ day, time }) => columnsTaken(`${day} ${time}`))),
    alone: Math.max(...parts.map(({ time }) => columnsTaken(time))),
  };
}

/** In a font of one width: what is Chinese, Japanese or Korean takes two. */
function columnsTaken(text: string): number {
  return [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);
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

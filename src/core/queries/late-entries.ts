import { timeline } from '../store/migrations/0005-timeline.ts';
import { idAbove, idBelow } from '#contract/entry-id.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

/** The ids of entries that came in order are whole and next to each other; with late ones there is no smallest step. */
export interface PlaceSteps {
  above: (place: number) => number;
  below: (place: number) => number;
}

const WHOLE: PlaceSteps = { above: (place) => Math.floor(place) + 1, below: (place) => Math.ceil(place) - 1 };
const ANY: PlaceSteps = { above: idAbove, below: idBelow };

/**
 * Whether the store holds entries that came later than others of their time. Where it does not, which is so with one source, the order of
 * the list is that of the ids. Asked each time: the next commit may bring one.
 */
export function hasLateEntries(database: ReadableDatabase): boolean {
  // An older Hydrant's store that was only read since.
  if ((database.pragma('user_version', { simple: true }) as number) < timeline.version) return false;
  return (
    database
      .prepare<[], number>(
        'SELECT EXISTS (SELECT 1 FROM entries INDEXED BY entries_late WHERE late_place IS NOT NULL)',
      )
      .pluck()
      .get() === 1
  );
}

/** How to step from one place of the list to the next. */
export function placeSteps(hasLate: boolean): PlaceSteps {
  return hasLate ? ANY : WHOLE;
}

/** The key in the store of the entry at a place, which is what the contract calls its id. 0: there is none. */
export function storedIdOf(database: ReadableDatabase, place: number): number {
  if (Number.isInteger(place)) return place;
  if (!hasLateEntries(database)) return 0;
  return (
    database
      .prepare<[number], number>(
        'SELECT id FROM entries INDEXED BY entries_late WHERE late_place IS NOT NULL AND late_place = ?',
      )
      .pluck()
      .get(place) ?? 0
  );
}

/** The place of the entry with this key in the store. */
export function placeOf(database: ReadableDatabase, storedId: number): number {
  if (!hasLateEntries(database)) return storedId;
  return (
    database
      .prepare<[number], number | null>('SELECT late_place FROM entries WHERE id = ?')
      .pluck()
      .get(storedId) ?? storedId
  );
}

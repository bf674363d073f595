import type { Severity } from '#contract/severity.ts';
import { hours } from '../store/migrations/0002-hours.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { IdBounds } from './id-bounds.ts';
import type { Direction } from './window-reader.ts';

/** Where fewer entries than one in so many have the wanted severities, looking up where they are pays. */
const SPARSE_FACTOR = 20;
/** An hour whose entries are so close together is searched as a whole. */
const DENSE_FACTOR = 4;
/** Looking at so many ids is cheaper than one more statement. */
const NEAR_IDS = 200;
const MINUTES_PER_HOUR = 60;

interface RollupRow extends IdBounds {
  time: number;
  entries: number;
}

/**
 * Stretches of ids outside of which no entry has one of the severities, in the direction of the search, from the rollup:
 * hours first, their minutes when the search comes there. undefined: such entries are not rare enough for that.
 */
export function stretchesOfSeverities(
  database: ReadableDatabase,
  severities: readonly Severity[],
  bounds: IdBounds,
  direction: Direction,
): Iterator<IdBounds> | undefined {
  // An older Hydrant's store that was only read since.
  if ((database.pragma('user_version', { simple: true }) as number) < hours.version) return undefined;
  const [wanted = 0, all = 0] =
    database
      .prepare<[string], [number, number]>(
        `SELECT ifnull(sum(CASE WHEN severity IN (SELECT value FROM json_each(?)) THEN entries END), 0),
           ifnull(sum(entries), 0) FROM severity_counts`,
      )
      .raw()
      .get(JSON.stringify(severities)) ?? [];
  if (wanted * SPARSE_FACTOR > all) return undefined;
  return readStretches(database, JSON.stringify(severities), bounds, direction);
}

function* readStretches(
  database: ReadableDatabase,
  severities: string,
  bounds: IdBounds,
  direction: Direction,
): Generator<IdBounds> {
  const hourly = database
    .prepare<[string, number, number], RollupRow>(
      `SELECT hour AS time, sum(entries) AS entries, min(first_id) AS firstId, max(last_id) AS lastId FROM hours
       WHERE severity IN (SELECT value FROM json_each(?)) AND last_id >= ? AND first_id <= ? GROUP BY hour`,
    )
    .all(severities, bounds.firstId, bounds.lastId);
  const minutes = database.prepare<[number, number, string], IdBounds>(
    `SELECT first_id AS firstId, last_id AS lastId FROM minutes
     WHERE minute >= ? AND minute < ? AND severity IN (SELECT value FROM json_each(?))`,
  );
  for (const group of overlapping(hourly, direction)) {
    const entries = group.members.reduce((sum, hour) => sum + hour.entries, 0);
    const isDense = group.lastId - group.firstId < Math.max(NEAR_IDS, entries * DENSE_FACTOR);
    const parts = isDense
      ? [group]
      : overlapping(
          group.members.flatMap(({ time }) =>
            minutes.all(time * MINUTES_PER_HOUR, (time + 1) * MINUTES_PER_HOUR, severities),
          ),
          direction,
        );
    for (const { firstId, lastId } of parts) {
      const part = { firstId: Math.max(firstId, bounds.firstId), lastId: Math.min(lastId, bounds.lastId) };
      if (part.firstId <= part.lastId) yield part;
    }
  }
}

/** Puts together what overlaps or nearly touches: clocks run backwards now and then. In the direction of the search. */
function overlapping<T extends IdBounds>(
  ranges: readonly T[],
  direction: Direction,
): (IdBounds & { members: T[] })[] {
  const groups: (IdBounds & { members: T[] })[] = [];
  for (const range of ranges.toSorted((a, b) => a.firstId - b.firstId)) {
    const last = groups.at(-1);
    if (last !== undefined && range.firstId <= last.lastId + NEAR_IDS) {
      last.lastId = Math.max(last.lastId, range.lastId);
      last.members.push(range);
    } else {
      groups.push({ firstId: range.firstId, lastId: range.lastId, members: [range] });
    }
  }
  return direction === 'newest-first' ? groups.toReversed() : groups;
}

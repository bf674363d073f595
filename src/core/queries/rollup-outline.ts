import type { ReadableDatabase } from '../store/open-database.ts';
import { HOURS, MINUTES, type RollupPart } from './rollup-cover.ts';
import { addToBucket, addToCounts, type SummaryTally } from './summary-tally.ts';

const MINUTES_PER_HOUR = 60;
/** An hour that fills more buckets than this and the next one is looked at minute by minute. */
const SPREAD_BUCKETS = 1;

type Cell = [time: number, severity: number, entries: number, firstId: number, lastId: number];

/**
 * Adds the entries of a part of the rollup to a tally, with their places in the log. A row knows the ids of its first and last
 * entry; what lies between is taken to be spread evenly. An error that is the only one of its hour thus stands where it is.
 * @param filter - SQL over a table of the rollup.
 */
export function addOutline(
  database: ReadableDatabase,
  part: RollupPart,
  filter: string,
  idsPerBucket: number,
  tally: SummaryTally,
): void {
  let pending: Cell[] = [];
  const settle = () => {
    const [first] = pending;
    if (first === undefined) return;
    const isWide = pending.some(([, , , firstId, lastId]) => {
      return Math.floor(lastId / idsPerBucket) - Math.floor(firstId / idsPerBucket) > SPREAD_BUCKETS;
    });
    if (part.table === HOURS && isWide) {
      const from = first[0] * MINUTES_PER_HOUR;
      const minutes = { table: MINUTES, from, until: from + MINUTES_PER_HOUR };
      addOutline(database, minutes, filter, idsPerBucket, tally);
    } else {
      for (const cell of pending) addCell(cell, idsPerBucket, tally);
    }
    pending = [];
  };
  for (const cell of readCells(database, part, filter)) {
    if (cell[0] !== pending[0]?.[0]) settle();
    pending.push(cell);
  }
  settle();
}

function readCells(
  database: ReadableDatabase,
  { table: { name, column }, from, until }: RollupPart,
  filter: string,
): Cell[] {
  return database
    .prepare<[number, number], Cell>(
      `SELECT ${column}, severity, entries, first_id, last_id FROM ${name}
       WHERE ${column} >= ? AND ${column} < ? AND ${filter} ORDER BY ${column}`,
    )
    .raw()
    .all(from, until);
}

function addCell(
  [, severity, entries, firstId, lastId]: Cell,
  idsPerBucket: number,
  tally: SummaryTally,
): void {
  addToCounts(tally.bySeverity, severity, entries);
  const firstBucket = Math.floor(firstId / idsPerBucket);
  const lastBucket = Math.floor(lastId / idsPerBucket);
  if (firstBucket === lastBucket) {
    addToBucket(tally.stretches, firstBucket, severity, entries);
    return;
  }
  // Two ids differ, so there are two entries at least: the first and the last are where they are.
  const between = entries - 2;
  let spread = 0;
  for (let bucket = firstBucket; bucket <= lastBucket; bucket += 1) {
    const endId = Math.min(lastId, (bucket + 1) * idsPerBucket - 1);
    const until = Math.round((between * (endId - firstId + 1)) / (lastId - firstId + 1));
    const certain = bucket === firstBucket || bucket === lastBucket ? 1 : 0;
    if (until - spread + certain > 0)
      addToBucket(tally.stretches, bucket, severity, until - spread + certain);
    spread = until;
  }
}

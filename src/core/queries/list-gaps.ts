import type { Gap } from '#contract/status.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { placeOf } from './late-entries.ts';

/** The newest gaps first. */
export function listGaps(database: ReadableDatabase, limit: number): Gap[] {
  const gaps = database
    .prepare<[number], Gap>(
      `SELECT id, source_id AS sourceId, after_entry_id AS afterEntryId, from_us AS fromUnixUs, until_us AS untilUnixUs,
         lost_entries AS lostEntries, reason, recorded_us AS recordedAtUnixUs
       FROM gaps ORDER BY id DESC LIMIT ?`,
    )
    .all(limit);
  return gaps.map((gap) => ({ ...gap, afterEntryId: placeOf(database, gap.afterEntryId) }));
}

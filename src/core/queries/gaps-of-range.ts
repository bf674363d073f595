import type { Gap } from '#contract/status.ts';
import type { ReadableDatabase } from '../store/open-database.ts';

/** Which part of the log is meant. */
export interface GapRange {
  /** Gaps behind these entries: `afterId` <= gap.afterEntryId <= `lastId`. */
  afterId: number;
  lastId: number;
  /** Only gaps that reach into these times: from inclusive, until exclusive. */
  sinceUnixUs: number | undefined;
  untilUnixUs: number | undefined;
  /** undefined: of any source. */
  sourceIds: readonly number[] | undefined;
}

/** A gap with the specification of its source. */
export type GapOfSource = Gap & { source: string };

const COLUMNS = `g.id, g.source_id AS sourceId, g.after_entry_id AS afterEntryId, g.from_us AS fromUnixUs, g.until_us AS untilUnixUs,
  g.lost_entries AS lostEntries, g.reason, g.recorded_us AS recordedAtUnixUs, ifnull(s.spec, '') AS source`;

/**
 * Intervals of which entries are missing in a part of the log, in storage order. A gap whose beginning or end is not known counts as reaching
 * as far as can be.
 */
export function gapsOfRange(database: ReadableDatabase, range: GapRange): GapOfSource[] {
  const { afterId, lastId, sinceUnixUs, untilUnixUs, sourceIds } = range;
  return database
    .prepare<unknown[], GapOfSource>(
      `SELECT ${COLUMNS} FROM gaps AS g LEFT JOIN sources AS s ON s.id = g.source_id
       WHERE g.after_entry_id BETWEEN ? AND ?
         AND (? IS NULL OR g.until_us IS NULL OR g.until_us >= ?)
         AND (? IS NULL OR g.from_us IS NULL OR g.from_us < ?)
         AND (? IS NULL OR g.source_id IN (SELECT value FROM json_each(?)))
       ORDER BY g.after_entry_id, g.id`,
    )
    .all(
      afterId,
      lastId,
      sinceUnixUs ?? null,
      sinceUnixUs ?? null,
      untilUnixUs ?? null,
      untilUnixUs ?? null,
      sourceIds === undefined ? null : 1,
      JSON.stringify(sourceIds ?? []),
    );
}

import type { Gap, Quarantined } from '#contract/status.ts';
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

/** What could not be read, the newest first. */
export function listQuarantined(
  database: ReadableDatabase,
  limit: number,
  beforeId: number = Number.MAX_SAFE_INTEGER,
): { quarantined: Quarantined[]; total: number } {
  const rows = database
    .prepare<[number, number], Omit<Quarantined, 'bytesBase64'> & { bytes: Buffer }>(
      `SELECT id, source_id AS sourceId, received_us AS receivedAtUnixUs, reason, position, bytes, size_bytes AS sizeBytes
       FROM quarantine WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(beforeId, limit);
  const total = database.prepare<[], number>('SELECT count(*) FROM quarantine').pluck().get() ?? 0;
  const quarantined = rows.map(({ bytes, ...row }) => ({ ...row, bytesBase64: bytes.toString('base64') }));
  return { quarantined, total };
}

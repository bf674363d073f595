import type { QuarantineChoice, QuarantineGroup } from '#contract/log-format.ts';
import type { Quarantined } from '#contract/status.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { CHOICE_SQL, choiceParameters, type ChoiceParameters } from '../store/quarantine-choice.ts';

/** More reasons than that are no summary any more. */
const MAX_GROUPS = 200;
/** What could not be read, the newest first. */
export function listQuarantined(
  database: ReadableDatabase,
  limit: number,
  beforeId: number = Number.MAX_SAFE_INTEGER,
  choice?: QuarantineChoice,
): { quarantined: Quarantined[]; total: number } {
  const chosen = choiceParameters(choice);
  const rows = database
    .prepare<
      [ChoiceParameters & { beforeId: number; limit: number }],
      Omit<Quarantined, 'bytesBase64'> & { bytes: Buffer }
    >(
      `SELECT id, source_id AS sourceId, received_us AS receivedAtUnixUs, reason, position, bytes, size_bytes AS sizeBytes
       FROM quarantine WHERE id < :beforeId AND ${CHOICE_SQL} ORDER BY id DESC LIMIT :limit`,
    )
    .all({ ...chosen, beforeId, limit });
  const total =
    database
      .prepare<[ChoiceParameters], number>(`SELECT count(*) FROM quarantine WHERE ${CHOICE_SQL}`)
      .pluck()
      .get(chosen) ?? 0;
  const quarantined = rows.map(({ bytes, ...row }) => ({ ...row, bytesBase64: bytes.toString('base64') }));
  return { quarantined, total };
}

/** What is in quarantine by source and reason, the most frequent first; of more than 200 the others are left out. */
export function groupQuarantined(database: ReadableDatabase): { groups: QuarantineGroup[]; total: number } {
  const groups = database
    .prepare<[number], QuarantineGroup>(
      `SELECT source_id AS sourceId, reason, count(*) AS pieces, sum(size_bytes > length(bytes)) AS cutPieces,
         sum(size_bytes) AS sizeBytes, max(received_us) AS newestAtUnixUs
       FROM quarantine GROUP BY source_id, reason ORDER BY pieces DESC, source_id, reason LIMIT ?`,
    )
    .all(MAX_GROUPS);
  const total = database.prepare<[], number>('SELECT count(*) FROM quarantine').pluck().get() ?? 0;
  return { groups, total };
}

import { savedQueryKey } from '../../annotations/saved-query-key.ts';
import type { ReadableDatabase } from '../../store/open-database.ts';
import { hasExports } from '../batches/read-batches.ts';
import { SCHEDULE_ROWS, toScheduleRecord, type ScheduleRecord, type ScheduleRow } from './schedule-record.ts';

/** All recurring exports, by name. */
export function readSchedules(database: ReadableDatabase): ScheduleRecord[] {
  if (!hasExports(database)) return [];
  return database
    .prepare<[], ScheduleRow>(`${SCHEDULE_ROWS} ORDER BY s.key`)
    .all()
    .map((row) => toScheduleRecord(row));
}

/** One recurring export, by its name without regard to case; undefined: there is none. */
export function readSchedule(database: ReadableDatabase, name: string): ScheduleRecord | undefined {
  if (!hasExports(database)) return undefined;
  const row = database
    .prepare<[string], ScheduleRow>(`${SCHEDULE_ROWS} WHERE s.key = ?`)
    .get(savedQueryKey(name));
  return row === undefined ? undefined : toScheduleRecord(row);
}

import { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { readSchedules } from '../exports/schedules/read-schedules.ts';
import { toExportSchedule, type ScheduleRecord } from '../exports/schedules/schedule-record.ts';
import { areSchedulesKept } from '../exports/schedules/schedules-lock.ts';
import type { QueryContext } from './compile-query.ts';
import { countEntries } from './count-entries.ts';
import { newestId } from './newest-id.ts';

/** What counting may take for one recurring export, and for all: whoever asks for them waits for a list, not for numbers. */
const BUDGET_MS = 25;
const WHOLE_BUDGET_MS = 100;

/**
 * The recurring exports by name: `schedules.list` of the contract. What waits for the next batch is counted where that is quick, which it
 * is unless very much waits or the filter is slow.
 * @param nowMs - The clock of the budgets.
 */
export function listSchedules(
  context: QueryContext,
  dataDir: string,
  nowMs: () => number = () => performance.now(),
): ExportSchedule[] {
  const records = readSchedules(context.database);
  if (records.length === 0) return [];
  const isKept = areSchedulesKept(dataDir);
  const endMs = nowMs() + WHOLE_BUDGET_MS;
  return records.map((record) => {
    const untilMs = Math.min(endMs, nowMs() + BUDGET_MS);
    const waitingEntries = countWaiting(context, record, () => nowMs() >= untilMs);
    return toExportSchedule(record, { isKept, waitingEntries });
  });
}

/** null: the time was up, or the filter cannot be understood any more. */
function countWaiting(
  context: QueryContext,
  { request, coveredToId }: ScheduleRecord,
  isTimeUp: () => boolean,
): number | null {
  const range = { afterId: coveredToId, lastId: newestId(context.database) };
  if (range.lastId <= range.afterId) return 0;
  try {
    const { bySeverity } = countEntries(context, request.query, isTimeUp, range);
    return bySeverity.reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'cancelled' || error.code === 'query.invalid'))
      return null;
    throw error;
  }
}

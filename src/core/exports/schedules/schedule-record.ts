import {
  exportTriggerSchema,
  scheduledRequestSchema,
  type ExportSchedule,
  type ExportTrigger,
  type NewExportSchedule,
} from '#contract/export-schedule.ts';
import type { RuleMemory } from './error-rule.ts';

/** What is kept of a recurring export. */
export interface ScheduleRecord {
  /** Its name as names are compared; also that of its watermark. */
  key: string;
  name: string;
  /** What it writes each time. */
  request: NewExportSchedule['request'];
  trigger: ExportTrigger;
  isEnabled: boolean;
  createdAtUnixUs: number;
  /** Another number after every change by a user. */
  updatedAtUnixUs: number;
  /** Its intervals are counted from the day of this moment. */
  anchorUnixUs: number;
  /** When it is due, or was since; null: it waits for something to be logged, or is disabled. */
  nextRunAtUnixUs: number | null;
  /** Its rule was asked about every entry up to this one. */
  judgedToId: number;
  rule: RuleMemory;
  lastRun: ExportSchedule['lastRun'];
  /** Where its watermark stands. */
  coveredToId: number;
}

/** A row as SCHEDULE_ROWS gives it. */
export interface ScheduleRow {
  key: string;
  name: string;
  request: string;
  trigger: string;
  isEnabled: 0 | 1;
  createdAtUnixUs: number;
  updatedAtUnixUs: number;
  anchorUnixUs: number;
  nextRunAtUnixUs: number | null;
  judgedToId: number;
  newestUnixUs: number;
  firedUnixUs: number | null;
  lastRunAtUnixUs: number | null;
  lastOutcome: NonNullable<ExportSchedule['lastRun']>['outcome'] | null;
  lastBatchId: number | null;
  coveredToId: number;
}

/**
 * SQL: a ScheduleRow each. How the last run went is what became of its batch, which may have ended in a process that had no time to
 * say so here; what is kept here holds when there was no batch, or it was forgotten.
 */
export const SCHEDULE_ROWS = `SELECT s.key, s.name, s.request, s.trigger, s.is_enabled AS isEnabled, s.created_us AS createdAtUnixUs,
    s.updated_us AS updatedAtUnixUs, s.anchor_us AS anchorUnixUs, s.next_run_us AS nextRunAtUnixUs, s.judged_to_id AS judgedToId,
    s.rule_newest_us AS newestUnixUs, s.rule_fired_us AS firedUnixUs, s.last_run_us AS lastRunAtUnixUs,
    CASE b.state WHEN 'completed' THEN 'exported' WHEN 'failed' THEN 'failed' WHEN 'cancelled' THEN 'failed'
      ELSE iif(b.state IS NULL, s.last_outcome, 'unfinished') END AS lastOutcome,
    s.last_batch_id AS lastBatchId, ifnull(w.last_id, 0) AS coveredToId
  FROM export_schedules AS s
    LEFT JOIN export_watermarks AS w ON w.key = s.key
    LEFT JOIN export_batches AS b ON b.id = s.last_batch_id`;

export function toScheduleRecord(row: ScheduleRow): ScheduleRecord {
  const { newestUnixUs, firedUnixUs, lastRunAtUnixUs, lastOutcome, lastBatchId, ...same } = row;
  return {
    ...same,
    // Written by this version or an older one: what was added since has its default.
    request: scheduledRequestSchema.parse(JSON.parse(row.request)),
    trigger: exportTriggerSchema.parse(JSON.parse(row.trigger)),
    isEnabled: row.isEnabled === 1,
    rule: { newestUnixUs, firedUnixUs },
    lastRun:
      lastRunAtUnixUs === null || lastOutcome === null
        ? null
        : { atUnixUs: lastRunAtUnixUs, outcome: lastOutcome, batchId: lastBatchId },
  };
}

/** The recurring export as the contract tells of it. @param isKept - A process runs recurring exports of this store now. */
export function toExportSchedule(
  record: ScheduleRecord,
  { isKept, waitingEntries }: { isKept: boolean; waitingEntries: number | null },
): ExportSchedule {
  return {
    name: record.name,
    request: record.request,
    trigger: record.trigger,
    isEnabled: record.isEnabled,
    createdAtUnixUs: record.createdAtUnixUs,
    updatedAtUnixUs: record.updatedAtUnixUs,
    coveredToId: record.coveredToId,
    waitingEntries,
    nextRunAtUnixUs: isKept && record.isEnabled ? record.nextRunAtUnixUs : null,
    lastRun: record.lastRun,
  };
}

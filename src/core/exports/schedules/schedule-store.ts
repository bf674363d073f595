import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contract/errors.ts';
import type { ExportSchedule, NewExportSchedule } from '#contract/export-schedule.ts';
import { savedQueryKey } from '../../annotations/saved-query-key.ts';
import { newestId } from '../../queries/newest-id.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import type { BatchStore } from '../batches/batch-store.ts';
import { newRuleMemory, type RuleMemory } from './error-rule.ts';
import { localOffset, nextRun, type ZoneOffset } from './next-run.ts';
import { readSchedule } from './read-schedules.ts';
import type { ScheduleRecord } from './schedule-record.ts';

export interface ScheduleStoreOptions {
  bookkeeping: BatchStore;
  nowUnixUs: () => number;
  offsetAt?: ZoneOffset;
}

/** A recurring export as it was when something was found out about it. */
export type ScheduleVersion = Pick<ScheduleRecord, 'key' | 'updatedAtUnixUs'>;

/** What a rule decided about the entries up to `judgedToId`. */
export interface Judgement {
  judgedToId: number;
  rule: RuleMemory;
  /** null: it did not fire. */
  dueAtUnixUs: number | null;
}

/** From when on a recurring export is due, and what its rule knows. */
interface Arming {
  anchorUnixUs: number;
  nextRunAtUnixUs: number | null;
  judgedToId: number;
  rule: RuleMemory;
}

const NO_RULE: RuleMemory = { newestUnixUs: 0, firedUnixUs: null };

/**
 * Writes recurring exports, with the connection of the bookkeeping of batches. Every method is one transaction. What a process found
 * out about a recurring export is not kept when a user changed it meanwhile. Throws what SQLite throws, besides what is said below.
 */
export class ScheduleStore {
  readonly #bookkeeping: BatchStore;
  readonly #nowUnixUs: () => number;
  readonly #offsetAt: ZoneOffset;

  constructor({ bookkeeping, nowUnixUs, offsetAt = localOffset }: ScheduleStoreOptions) {
    this.#bookkeeping = bookkeeping;
    this.#nowUnixUs = nowUnixUs;
    this.#offsetAt = offsetAt;
  }

  /**
   * Keeps a recurring export, or another form of it. Its watermark begins after `startsAfterId`, unless the name has one already.
   * @throws AppError `schedule.exists` unless it may be replaced.
   */
  save(schedule: NewExportSchedule, replacesExisting: boolean, startsAfterId: number): ScheduleRecord {
    const { nowUnixUs: _nowUnixUs, ...query } = schedule.request.query;
    const request = { ...schedule.request, query };
    return this.#write(() => {
      const before = readSchedule(this.#database, schedule.name);
      if (before !== undefined && !replacesExisting) {
        throw new AppError('schedule.exists', `There is a recurring export "${before.name}" already.`, {
          remedy: 'Replace it, or choose another name.',
        });
      }
      this.#bookkeeping.startWatermark(schedule.name, startsAfterId);
      const isArmed =
        before?.isEnabled === true &&
        schedule.isEnabled &&
        isDeepStrictEqual([before.trigger, before.request.query], [schedule.trigger, query]);
      const arming = isArmed ? before : this.#arm(schedule, before);
      this.#database
        .prepare(
          `INSERT INTO export_schedules (key, name, request, trigger, is_enabled, created_us, updated_us, anchor_us, next_run_us,
             judged_to_id, rule_newest_us, rule_fired_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = excluded.name, request = excluded.request, trigger = excluded.trigger,
             is_enabled = excluded.is_enabled, updated_us = excluded.updated_us, anchor_us = excluded.anchor_us,
             next_run_us = excluded.next_run_us, judged_to_id = excluded.judged_to_id, rule_newest_us = excluded.rule_newest_us,
             rule_fired_us = excluded.rule_fired_us`,
        )
        .run(
          savedQueryKey(schedule.name),
          schedule.name,
          JSON.stringify(request),
          JSON.stringify(schedule.trigger),
          schedule.isEnabled ? 1 : 0,
          before?.createdAtUnixUs ?? this.#nowUnixUs(),
          this.#nextVersion(before),
          arming.anchorUnixUs,
          arming.nextRunAtUnixUs,
          arming.judgedToId,
          arming.rule.newestUnixUs,
          arming.rule.firedUnixUs,
        );
      return this.#read(schedule.name);
    });
  }

  /** Enabled, it begins anew: what was logged meanwhile is in the next batch, and makes no rule fire. @throws AppError `schedule.not-found`. */
  setEnabled(name: string, isEnabled: boolean): void {
    this.#write(() => {
      const before = this.#read(name);
      if (before.isEnabled === isEnabled) return;
      const arming = this.#arm({ ...before, isEnabled }, before);
      this.#database
        .prepare(
          `UPDATE export_schedules SET is_enabled = ?, updated_us = ?, next_run_us = ?, judged_to_id = ?, rule_newest_us = ?,
             rule_fired_us = ? WHERE key = ?`,
        )
        .run(
          isEnabled ? 1 : 0,
          this.#nextVersion(before),
          arming.nextRunAtUnixUs,
          arming.judgedToId,
          arming.rule.newestUnixUs,
          arming.rule.firedUnixUs,
          before.key,
        );
    });
  }

  /** Its watermark stays. @throws AppError `schedule.not-found`. */
  remove(name: string): void {
    this.#write(() => {
      const { key } = this.#read(name);
      this.#database.prepare('DELETE FROM export_schedules WHERE key = ?').run(key);
    });
  }

  /** When it is due from now on. */
  plan({ key, updatedAtUnixUs }: ScheduleVersion, nextRunAtUnixUs: number | null): void {
    this.#write(() => {
      this.#database
        .prepare('UPDATE export_schedules SET next_run_us = ? WHERE key = ? AND updated_us = ?')
        .run(nextRunAtUnixUs, key, updatedAtUnixUs);
    });
  }

  /** Where it fired, the recurring export is due then, unless it is earlier anyway. */
  judged({ key, updatedAtUnixUs }: ScheduleVersion, { judgedToId, rule, dueAtUnixUs }: Judgement): void {
    this.#write(() => {
      this.#database
        .prepare(
          `UPDATE export_schedules SET judged_to_id = @judgedToId, rule_newest_us = @newestUnixUs, rule_fired_us = @firedUnixUs,
             next_run_us = iif(@dueAtUnixUs IS NULL, next_run_us, min(ifnull(next_run_us, @dueAtUnixUs), @dueAtUnixUs))
           WHERE key = @key AND updated_us = @updatedAtUnixUs`,
        )
        .run({ judgedToId, ...rule, dueAtUnixUs, key, updatedAtUnixUs });
    });
  }

  /** It ran. @param nextRunAtUnixUs - When it is due again; undefined: as before. */
  ran(
    { key, updatedAtUnixUs }: ScheduleVersion,
    run: NonNullable<ExportSchedule['lastRun']>,
    nextRunAtUnixUs?: number | null,
  ): void {
    this.#write(() => {
      this.#database
        .prepare(
          'UPDATE export_schedules SET last_run_us = ?, last_outcome = ?, last_batch_id = ? WHERE key = ?',
        )
        .run(run.atUnixUs, run.outcome, run.batchId, key);
      if (nextRunAtUnixUs === undefined) return;
      this.#database
        .prepare('UPDATE export_schedules SET next_run_us = ? WHERE key = ? AND updated_us = ?')
        .run(nextRunAtUnixUs, key, updatedAtUnixUs);
    });
  }

  /** What became of the batch of a run, for when the batch itself is forgotten. */
  ended(batchId: number, outcome: 'exported' | 'failed'): void {
    this.#write(() => {
      this.#database
        .prepare('UPDATE export_schedules SET last_outcome = ? WHERE last_batch_id = ?')
        .run(outcome, batchId);
    });
  }

  get #database(): WritableDatabase {
    return this.#bookkeeping.database;
  }

  #read(name: string): ScheduleRecord {
    const record = readSchedule(this.#database, name);
    if (record !== undefined) return record;
    throw scheduleNotFound(name);
  }

  /** It begins to wait now. */
  #arm(
    { trigger, isEnabled }: Pick<NewExportSchedule, 'trigger' | 'isEnabled'>,
    before: ScheduleRecord | undefined,
  ): Arming {
    const now = this.#nowUnixUs();
    const isSameTrigger = before !== undefined && isDeepStrictEqual(before.trigger, trigger);
    const anchorUnixUs = isSameTrigger ? before.anchorUnixUs : now;
    const planned = { anchorUnixUs, nowUnixUs: now, lastPlannedUnixUs: null };
    return {
      anchorUnixUs,
      nextRunAtUnixUs:
        isEnabled && trigger.kind === 'interval' ? nextRun(trigger, planned, this.#offsetAt) : null,
      judgedToId: newestId(this.#database),
      rule:
        trigger.kind === 'first-error' || trigger.kind === 'error-burst'
          ? newRuleMemory(trigger, now)
          : NO_RULE,
    };
  }

  #nextVersion(before: ScheduleRecord | undefined): number {
    return Math.max(this.#nowUnixUs(), (before?.updatedAtUnixUs ?? 0) + 1);
  }

  #write<T>(action: () => T): T {
    return this.#database.transaction(action).immediate();
  }
}

export function scheduleNotFound(name: string): AppError {
  return new AppError('schedule.not-found', `There is no recurring export "${name}".`);
}

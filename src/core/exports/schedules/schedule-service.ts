import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { NewExportSchedule } from '#contract/export-schedule.ts';
import { savedQueryKey } from '../../annotations/saved-query-key.ts';
import type { BatchService } from '../batches/batch-service.ts';
import { legacyWatermark } from '../batches/legacy-watermark.ts';
import type { ExportStore } from '../export-store.ts';
import { countMatches } from './count-matches.ts';
import { readSchedule } from './read-schedules.ts';
import { severitiesUpTo } from './read-matches.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { ScheduleStore, scheduleNotFound } from './schedule-store.ts';

export interface ScheduleServiceOptions {
  dataDir: string;
  batches: BatchService;
  openStore: () => ExportStore;
  /** The recurring exports were changed, or one has run. */
  onChanged: () => void;
  nowUnixUs: () => number;
}

/** What anybody can do with recurring exports, whichever process runs them by itself. */
export class ScheduleService {
  readonly store: ScheduleStore;
  readonly #options: ScheduleServiceOptions;

  constructor(options: ScheduleServiceOptions) {
    this.#options = options;
    this.store = new ScheduleStore({
      bookkeeping: options.batches.bookkeeping,
      nowUnixUs: options.nowUnixUs,
    });
  }

  /** undefined: there is none of that name. */
  find(name: string): ScheduleRecord | undefined {
    return readSchedule(this.#options.batches.bookkeeping.database, name);
  }

  /**
   * @param startsAt - Where its watermark begins, if the name has none yet.
   * @throws AppError `schedule.exists`; `export.invalid` and `query.invalid` for what could never be carried out.
   */
  save(
    schedule: NewExportSchedule,
    replacesExisting: boolean,
    startsAt: 'beginning' | 'now',
  ): ScheduleRecord {
    const { batches, dataDir, openStore } = this.#options;
    batches.check(schedule.request);
    checkRule(schedule);
    const newestId = openStore().lastId();
    // Of a store that is not there any more it says nothing.
    const legacyId = legacyWatermark(dataDir, schedule.name);
    const startsAfterId = legacyId > 0 && legacyId <= newestId ? legacyId : startsAt === 'now' ? newestId : 0;
    const saved = this.store.save(schedule, replacesExisting, startsAfterId);
    this.#options.onChanged();
    return saved;
  }

  /** @throws AppError `schedule.not-found`. */
  setEnabled(name: string, isEnabled: boolean): void {
    this.store.setEnabled(name, isEnabled);
    this.#options.onChanged();
  }

  /** @throws AppError `schedule.not-found`. */
  remove(name: string): void {
    this.store.remove(name);
    this.#options.onChanged();
  }

  /**
   * Exports now what is new, disabled or not; null: nothing is.
   * @param between - Called every some milliseconds; what it throws ends it.
   * @throws AppError `schedule.not-found`; `export.unfinished` while an earlier batch of it is not completed.
   */
  async run(name: string, between: () => Promise<void>): Promise<ExportBatch | null> {
    const record = this.find(name);
    if (record === undefined) throw scheduleNotFound(name);
    const batch = await this.exportNew(record, between);
    this.#options.onChanged();
    return batch;
  }

  /**
   * Starts a batch of what came after the watermark, or, where nothing of it matches, moves the watermark on.
   * @param nextRun - Asked at the end: when it is due again; undefined: as before.
   * @throws AppError as `run`, `query.invalid`, and as the store.
   */
  async exportNew(
    {
      key,
      name,
      request,
      updatedAtUnixUs,
    }: Pick<ScheduleRecord, 'key' | 'name' | 'request' | 'updatedAtUnixUs'>,
    between: () => Promise<void>,
    nextRun?: () => number | null,
  ): Promise<ExportBatch | null> {
    const { batches, openStore, nowUnixUs } = this.#options;
    const { bookkeeping } = batches;
    const coveredToId = () => bookkeeping.watermark(key)?.lastId ?? 0;
    for (;;) {
      bookkeeping.refuseUnfinished({ key, name });
      const store = openStore();
      const afterId = coveredToId();
      const lastId = store.lastId();
      const query =
        request.query.where === undefined ? request.query : { ...request.query, nowUnixUs: nowUnixUs() };
      const rows = await countMatches(store, { query, afterId, lastId }, between);
      // Another process exported meanwhile.
      if (coveredToId() !== afterId) continue;
      let batch: ExportBatch | null = null;
      if (rows > 0) {
        const order = { ...request, query, lastId, watermark: name };
        batch = batches.start({ request: order, origin: 'schedule', rowsTotal: rows });
      } else if (lastId > afterId) bookkeeping.skipTo(key, afterId, lastId);
      const run = {
        atUnixUs: nowUnixUs(),
        outcome: batch === null ? 'nothing-new' : 'unfinished',
        batchId: batch?.id ?? null,
      } as const;
      this.store.ran({ key, updatedAtUnixUs }, run, nextRun?.());
      return batch;
    }
  }

  /** To be told of every change of a batch's state. */
  batchChanged({ id, state, request: { watermark } }: ExportBatch): void {
    if (watermark === undefined || !hasEnded(state) || this.find(watermark) === undefined) return;
    this.store.ended(id, state === 'completed' ? 'exported' : 'failed');
    this.#options.onChanged();
  }
}

/** The name of the watermark's recurring export, as names are compared. */
export function keyOfBatch({ request }: ExportBatch): string | undefined {
  return request.watermark === undefined ? undefined : savedQueryKey(request.watermark);
}

/** @throws AppError `export.invalid` for a rule that waits for what the filter leaves out. */
function checkRule({ trigger, request }: NewExportSchedule): void {
  if (trigger.kind !== 'first-error' && trigger.kind !== 'error-burst') return;
  if (severitiesUpTo(trigger.severity, request.query).length > 0) return;
  throw new AppError(
    'export.invalid',
    'Its rule would never fire: the filter leaves out the severities that it waits for.',
    {
      remedy: 'Choose a less severe level for the rule, or more severities for the filter.',
    },
  );
}

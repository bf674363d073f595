import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { NewExportSchedule } from '#contract/export-schedule.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import { classifyDatabaseError } from '../../store/open-database.ts';
import type { BatchService } from '../batches/batch-service.ts';
import type { ExportStore } from '../export-store.ts';
import type { ExportMethod, ExportWorkerData } from '../export-worker-messages.ts';
import { SYSTEM_CLOCK, type RunnerClock } from './runner-clock.ts';
import { toExportSchedule } from './schedule-record.ts';
import { ScheduleRunner } from './schedule-runner.ts';
import { ScheduleService } from './schedule-service.ts';
import { areSchedulesKept, claimSchedules } from './schedules-lock.ts';

/** The methods of the contract that change or run recurring exports. */
export type ScheduleMethod = Exclude<Extract<ExportMethod, `schedules.${string}`>, 'schedules.list'>;

export interface RecurringExportsOptions {
  data: Pick<ExportWorkerData, 'dataDir' | 'isKeeper' | 'startedAtUnixUs'>;
  /** Opens the bookkeeping when it is first needed, and again after that failed. */
  batches: () => BatchService;
  openStore: () => ExportStore;
  /** The recurring exports were changed, or one has run. */
  onChanged: () => void;
  clock?: RunnerClock;
}

/** A store that could not be opened at the start is tried again after so long. */
const START_PAUSE_MS = 30_000;

/** Recurring exports in an export worker: answers what is asked, and in a process that captures runs them by themselves. */
export class RecurringExports {
  readonly #options: RecurringExportsOptions;
  readonly #clock: RunnerClock;
  #service: ScheduleService | undefined;
  #runner: ScheduleRunner | undefined;
  #lock: Disposable | undefined;
  #retry: Disposable | undefined;
  readonly #running = new Set<Promise<unknown>>();
  /** undefined: what was logged before this start is not stored yet. */
  #opening: { isStart: boolean } | undefined;

  constructor(options: RecurringExportsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
  }

  /** Resolves when nothing is looked at any more, until something happens; batches that were started go on. */
  get settled(): Promise<void> {
    return this.#runner?.settled ?? Promise.resolve();
  }

  /** Begins to wait for what is due, where this process captures. Throws what is no AppError after classifying: a bug. */
  start(): void {
    const { data, batches, openStore, onChanged } = this.#options;
    if (!data.isKeeper || this.#runner !== undefined) return;
    try {
      const service = this.#opened();
      this.#lock ??= claimSchedules(data.dataDir);
      this.#runner = new ScheduleRunner({
        service,
        batches: batches(),
        openStore,
        clock: this.#clock,
        startedAtUnixUs: data.startedAtUnixUs,
        onChanged,
        isPassing: (error) => this.#isPassing(error),
      });
    } catch (error) {
      if (!this.#isPassing(error)) throw error;
      this.#retry = this.#clock.after(START_PAUSE_MS, () => this.start());
      return;
    }
    if (this.#opening !== undefined) this.#runner.open(this.#opening.isStart);
  }

  /** What was logged before this start is stored. @param isStart - As `ScheduleRunner.open`. */
  caughtUp(isStart: boolean): void {
    this.#opening ??= { isStart };
    this.#runner?.open(isStart);
  }

  /** Entries up to `lastId` were stored: all since this was told of last. */
  stored(lastId: number, bySeverity: SeverityCounts): void {
    this.#runner?.stored(lastId, bySeverity);
  }

  /** To be told of every change of a batch in this process. */
  batchChanged(batch: ExportBatch): void {
    if (batch.request.watermark === undefined) return;
    this.#service?.batchChanged(batch);
    this.#runner?.batchChanged(batch);
  }

  /** Answers a method; the parameters were checked before. Throws what the contract says of it. */
  async answer(method: ScheduleMethod, params: unknown, signal: AbortSignal): Promise<unknown> {
    const service = this.#opened();
    switch (method) {
      case 'schedules.save': {
        const { schedule, replacesExisting, startsAt } = params as MethodParams<'schedules.save'>;
        // Parsed on arrival: everything that has a default is there.
        const saved = service.save(schedule as NewExportSchedule, replacesExisting, startsAt);
        this.#runner?.wake();
        const isKept = areSchedulesKept(this.#options.data.dataDir);
        return { schedule: toExportSchedule(saved, { isKept, waitingEntries: null }) };
      }
      case 'schedules.setEnabled': {
        const { name, isEnabled } = params as MethodParams<'schedules.setEnabled'>;
        service.setEnabled(name, isEnabled);
        this.#runner?.wake();
        return {};
      }
      case 'schedules.run':
        return {
          batch: await this.#run(service, (params as MethodParams<'schedules.run'>).name, signal),
        };
      case 'schedules.remove':
        service.remove((params as MethodParams<'schedules.remove'>).name);
        return {};
      default:
        return method satisfies never;
    }
  }

  /** Resolves when nothing runs any more; must come before the bookkeeping is closed, and after the signals of what was asked are aborted. */
  async close(): Promise<void> {
    this.#retry?.[Symbol.dispose]();
    await this.#runner?.close();
    await Promise.allSettled(this.#running);
    this.#lock?.[Symbol.dispose]();
  }

  async #run(service: ScheduleService, name: string, signal: AbortSignal): Promise<ExportBatch | null> {
    const run = service.run(name, () => between(signal));
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  #opened(): ScheduleService {
    const { data, batches, openStore, onChanged } = this.#options;
    this.#service ??= new ScheduleService({
      dataDir: data.dataDir,
      batches: batches(),
      openStore,
      onChanged,
      nowUnixUs: () => this.#clock.nowUnixUs(),
    });
    return this.#service;
  }

  /** What a user can mend, or passes by itself: it is told to whoever asks, and tried again. Anything else is a bug. */
  #isPassing(error: unknown): boolean {
    return classifyDatabaseError(this.#options.data.dataDir, error) instanceof AppError;
  }
}

async function between(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

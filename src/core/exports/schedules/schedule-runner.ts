import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, type ErrorCode } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { BatchService } from '../batches/batch-service.ts';
import type { ExportStore } from '../export-store.ts';
import { localOffset, type ZoneOffset } from './next-run.ts';
import { correctedPlan, planAfterRun, planRetry } from './plan-schedule.ts';
import { readSchedules } from './read-schedules.ts';
import type { RunnerClock } from './runner-clock.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import { keyOfBatch, type ScheduleService } from './schedule-service.ts';
import { ScheduleWatches } from './schedule-watches.ts';

/** At least so often everything is looked at: clocks are set, machines sleep, and other processes change recurring exports. */
const TICK_MS = 10_000;
/** Entries that are stored one after another are looked at together. */
const STORED_PAUSE_MS = 500;

/** What will not go better at the next look. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['query.invalid', 'export.invalid', 'request.invalid']);

export interface ScheduleRunnerOptions {
  service: ScheduleService;
  batches: BatchService;
  openStore: () => ExportStore;
  clock: RunnerClock;
  /** When this Hydrant was started. What was due before that was missed. */
  startedAtUnixUs: number;
  onChanged: () => void;
  /** Whether what was thrown passes by itself, as a store that is busy does. Anything else is a bug. */
  isPassing: (error: unknown) => boolean;
  offsetAt?: ZoneOffset;
}

/**
 * Runs recurring exports by themselves, in the process that captures. Everything happens in rounds, one at a time: each enabled
 * recurring export looks at what was logged, and runs when it is due. A round gives way every some milliseconds. What is due stays
 * due, over restarts too, until it was exported, nothing was there to be exported, or its batch stands still. A batch that stands
 * still is resumed when the recurring export is due the next time, and what came since follows when it is completed.
 */
export class ScheduleRunner {
  readonly #options: ScheduleRunnerOptions;
  readonly #offsetAt: ZoneOffset;
  readonly #watches: ScheduleWatches;
  readonly #closing = new AbortController();
  /** Their batch was resumed; what came since is to follow. */
  readonly #followed = new Set<string>();
  #told: string | undefined;
  #storedToId: number | undefined;
  #isOpen = false;
  #timer: Disposable | undefined;
  #isSoon = false;
  /** Entries were stored that are to be looked at. */
  #isBehind = false;
  #isAsked = false;
  #isInRound = false;
  #rounds: Promise<void> = Promise.resolve();

  constructor(options: ScheduleRunnerOptions) {
    this.#options = options;
    this.#offsetAt = options.offsetAt ?? localOffset;
    this.#watches = new ScheduleWatches({
      store: options.service.store,
      openStore: options.openStore,
      nowUnixUs: () => this.#now,
      between: this.#between,
    });
  }

  /** Resolves when nothing is looked at any more, until something happens. */
  get settled(): Promise<void> {
    return this.#rounds;
  }

  /**
   * What was logged while Hydrant was not running is stored: from now on recurring exports run. One that ran before would hold a part
   * of what was missed, and an error rule would fire again and again for what is long past. @param isStart - Told for the first time in
   * the life of this Hydrant.
   */
  open(isStart: boolean): void {
    if (this.#isOpen || this.#isClosing) return;
    this.#isOpen = true;
    this.#attempt(() => {
      for (const record of this.#schedules()) if (record.isEnabled) this.#welcome(record, isStart);
    });
    this.wake();
  }

  /** Entries up to `lastId` were stored: all since this was told of last. */
  stored(lastId: number, bySeverity: SeverityCounts): void {
    const afterId = this.#storedToId;
    this.#storedToId = lastId;
    if (!this.#watches.tell(afterId, lastId, bySeverity)) return;
    this.#isBehind = true;
    if (!this.#isSoon && !this.#isInRound) this.#wakeAfter(STORED_PAUSE_MS);
  }

  /** To be told of every change of a batch's state in this process. */
  batchChanged(batch: ExportBatch): void {
    const key = keyOfBatch(batch);
    if (key === undefined || this.#isClosing || !(batch.state === 'paused' || hasEnded(batch.state))) return;
    const isFollowed = this.#followed.delete(key);
    this.#attempt(() => {
      const record = this.#schedules().find((each) => each.key === key && each.isEnabled);
      if (record === undefined) return;
      const { store } = this.#options.service;
      if (batch.state === 'completed' && isFollowed) store.plan(record, this.#now);
      const isStuck = batch.state === 'paused' && batch.problem !== null && record.nextRunAtUnixUs === null;
      if (isStuck) store.plan(record, planRetry(record, this.#now, this.#offsetAt));
    });
    this.wake();
  }

  /** Everything is looked at now. */
  wake(): void {
    if (!this.#isOpen || this.#isClosing) return;
    this.#isAsked = true;
    if (this.#isInRound) return;
    this.#isInRound = true;
    this.#rounds = this.#goRounds();
  }

  /** Resolves when nothing is looked at any more; batches that were started go on. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#timer?.[Symbol.dispose]();
    await this.settled;
    this.#attempt(() => this.#watches.keep(this.#schedules()));
  }

  get #now(): number {
    return this.#options.clock.nowUnixUs();
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #schedules(): ScheduleRecord[] {
    return readSchedules(this.#options.batches.bookkeeping.database);
  }

  async #goRounds(): Promise<void> {
    try {
      while (this.#isAsked && !this.#isClosing) {
        this.#isAsked = false;
        this.#isBehind = false;
        // Never within what woke it: a batch that changes, for one.
        await nextTurn();
        await this.#attemptAll(() => this.#round());
      }
    } finally {
      this.#isInRound = false;
    }
    this.#planTick();
  }

  async #round(): Promise<void> {
    const records = this.#schedules();
    this.#tellChanges(records);
    this.#watches.retain(new Set(records.filter(({ isEnabled }) => isEnabled).map(({ key }) => key)));
    for (const { name } of records) {
      await this.#attemptAll(async () => {
        const record = this.#options.service.find(name);
        if (record?.isEnabled !== true) return;
        const plan = correctedPlan(record, this.#now, this.#offsetAt);
        if (plan !== undefined) this.#options.service.store.plan(record, plan);
        await this.#watches.look(record);
        const looked = this.#options.service.find(name);
        if (looked !== undefined && this.#isDue(looked)) await this.#runDue(looked);
      });
    }
    this.#tellChanges(this.#schedules());
  }

  /** At the start: what was missed is due, or let go. */
  #welcome(record: ScheduleRecord, isStart: boolean): void {
    const { trigger, nextRunAtUnixUs, updatedAtUnixUs } = record;
    const { service, startedAtUnixUs } = this.#options;
    if (trigger.kind === 'start') {
      if (isStart && updatedAtUnixUs <= startedAtUnixUs) service.store.plan(record, this.#now);
    } else if (trigger.kind === 'interval' && !trigger.runsMissedAtStart) {
      const isMissed = nextRunAtUnixUs !== null && nextRunAtUnixUs <= startedAtUnixUs;
      if (isMissed) service.store.plan(record, planAfterRun(record, this.#now, this.#offsetAt));
    }
  }

  #isDue({ isEnabled, nextRunAtUnixUs }: ScheduleRecord): boolean {
    return isEnabled && nextRunAtUnixUs !== null && nextRunAtUnixUs <= this.#now;
  }

  async #runDue(record: ScheduleRecord): Promise<void> {
    const { service, batches } = this.#options;
    const unfinishedId = batches.bookkeeping.unfinishedOf(record.key);
    if (unfinishedId !== undefined) {
      this.#meetUnfinished(record, batches.get(unfinishedId));
      return;
    }
    const nextRun = () => planAfterRun(record, this.#now, this.#offsetAt);
    try {
      await service.exportNew(record, this.#between, nextRun);
    } catch (error) {
      if (!(error instanceof AppError) || !HOPELESS.has(error.code)) throw error;
      service.store.ran(record, { atUnixUs: this.#now, outcome: 'failed', batchId: null }, nextRun());
    }
  }

  /** One that is written now is waited for. One that stands still is resumed, unless the user holds it. */
  #meetUnfinished(record: ScheduleRecord, batch: ExportBatch): void {
    if (batch.state !== 'paused') return;
    const { service, batches } = this.#options;
    if (batch.problem !== null) {
      batches.resume(batch.id, false);
      this.#followed.add(record.key);
    }
    const run = { atUnixUs: this.#now, outcome: 'unfinished', batchId: batch.id } as const;
    service.store.ran(record, run, planRetry(record, this.#now, this.#offsetAt));
  }

  readonly #between = async (): Promise<void> => {
    await nextTurn();
    if (this.#isClosing) throw new AppError('cancelled', 'Hydrant is closing.');
  };

  /** What cannot be done now is tried again at the next look. */
  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!this.#options.isPassing(error)) throw error;
    }
  }

  async #attemptAll(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!this.#options.isPassing(error)) throw error;
    }
  }

  /** What others changed, and what has run. */
  #tellChanges(records: readonly ScheduleRecord[]): void {
    const visible = records.map(
      ({ rule: _rule, judgedToId: _judgedToId, request: _request, ...rest }) => rest,
    );
    const told = JSON.stringify(visible);
    if (told === this.#told) return;
    const isFirst = this.#told === undefined;
    this.#told = told;
    if (!isFirst) this.#options.onChanged();
  }

  #planTick(): void {
    let delayMs = this.#isBehind ? STORED_PAUSE_MS : TICK_MS;
    this.#attempt(() => {
      for (const record of this.#schedules()) {
        if (!record.isEnabled || record.nextRunAtUnixUs === null || this.#isDue(record)) continue;
        delayMs = Math.min(delayMs, Math.ceil((record.nextRunAtUnixUs - this.#now) / 1000));
      }
    });
    this.#wakeAfter(delayMs);
  }

  #wakeAfter(delayMs: number): void {
    if (this.#isClosing) return;
    this.#timer?.[Symbol.dispose]();
    this.#isSoon = delayMs <= STORED_PAUSE_MS;
    this.#timer = this.#options.clock.after(delayMs, () => {
      this.#isSoon = false;
      this.wake();
    });
  }
}

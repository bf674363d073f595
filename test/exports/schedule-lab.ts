import { mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { onTestFinished } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import {
  newExportScheduleSchema,
  type ExportSchedule,
  type NewExportSchedule,
  type NewExportScheduleInput,
} from '#contract/export-schedule.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { BatchService } from '#core/exports/batches/batch-service.ts';
import type { OpenExportStore } from '#core/exports/export-worker-loop.ts';
import { RecurringExports, type ScheduleMethod } from '#core/exports/schedules/recurring-exports.ts';
import { listSchedules } from '#core/queries/list-schedules.ts';
import { openExportStore } from '#core/queries/read-entries.ts';
import { START_UNIX_US, addressOf } from '../core/journal-text.ts';
import { encodeExportEntry } from '../journal/export-encoding.ts';
import { StoreLab } from '../core/store-lab.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { HandClock } from './hand-clock.ts';

const MINUTE_MS = 60_000;
/** An hour after the first entries of journal-text.ts. */
export const LAB_START_US = START_UNIX_US + 3_600_000_000;

/** What a test says about an entry; the rest is made up. */
export interface LoggedEntry {
  severity?: number;
  message?: string;
  /** Default: now. */
  timeUnixUs?: number;
}

interface Running {
  batches: BatchService;
  store: OpenExportStore;
  recurring: RecurringExports;
}

/** A real store with recurring exports over it, in this thread, whose clock the test moves. Files go to a folder of its own. */
export class ScheduleLab implements AsyncDisposable {
  readonly clock = new HandClock(LAB_START_US);
  readonly log: StoreLab;
  readonly target: string;
  readonly #dataDir: string;
  #running: Running | undefined;
  #entries = 0;
  readonly #open = new Set<number>();
  #changed = Promise.withResolvers<void>();
  /** How often the views were told to read the recurring exports again. */
  tellings = 0;

  constructor(folder: string) {
    this.#dataDir = join(folder, 'data');
    this.target = join(folder, 'out');
    mkdirSync(this.target);
    this.log = new StoreLab(this.#dataDir);
  }

  /** Starts a Hydrant that captures and runs recurring exports. `isCaughtUp`: everything that was missed is stored. */
  start({ isCaughtUp = true }: { isCaughtUp?: boolean } = {}): void {
    const running = this.#begin(true);
    this.#running = running;
    running.batches.recover();
    running.recurring.start();
    if (isCaughtUp) this.caughtUp();
  }

  /** Asks another Hydrant on the same store, one that does not capture; it is closed when what it started has ended. */
  async askAnother(method: ScheduleMethod, params: unknown): Promise<unknown> {
    const other = this.#begin(false);
    try {
      const answer = await other.recurring.answer(method, params, new AbortController().signal);
      await this.#ended();
      return answer;
    } finally {
      await end(other);
    }
  }

  caughtUp(): void {
    this.#now.recurring.caughtUp(true);
  }

  /** Ends the Hydrant in order. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    await end(running);
    this.#running = undefined;
    this.#open.clear();
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** Stores entries in one commit, and tells of them. Returns the id of the last one. */
  store(...entries: readonly LoggedEntry[]): number {
    const bySeverity = emptySeverityCounts();
    const texts = entries.map(
      ({ severity = 6, message = 'all is well', timeUnixUs = this.clock.nowUnixUs() }) => {
        bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
        this.#entries += 1;
        return encodeExportEntry([
          ...addressOf(this.#entries, timeUnixUs),
          ['PRIORITY', String(severity)],
          ['MESSAGE', message],
        ]);
      },
    );
    const parser = this.log.parser();
    parser.startRun({ phase: 'follow', anchor: null });
    parser.push(Buffer.concat(texts));
    parser.endRun(true);
    this.log.ledger.position = parser.position;
    const { lastId } = this.log.writer.commit(this.clock.nowUnixUs());
    this.#running?.recurring.stored(lastId, bySeverity);
    return lastId;
  }

  /** A recurring export of everything as CSV with the columns id and severity; `parts` say what is different. */
  schedule(
    name: string,
    trigger: NewExportScheduleInput['trigger'],
    request: Partial<NewExportScheduleInput['request']> = {},
  ): NewExportSchedule {
    return newExportScheduleSchema.parse({
      name,
      trigger,
      isEnabled: true,
      request: {
        query: {},
        format: 'csv',
        columns: ['id', 'severity'],
        target: { kind: 'folder', directory: this.target, namePattern: '{name}-{batch}' },
        replacesExisting: false,
        ...request,
      },
    });
  }

  async save(
    schedule: NewExportSchedule,
    startsAt: 'beginning' | 'now' = 'now',
    replacesExisting = false,
  ): Promise<ExportSchedule> {
    const answer = await this.ask('schedules.save', { schedule, replacesExisting, startsAt });
    return (answer as { schedule: ExportSchedule }).schedule;
  }

  async ask(method: ScheduleMethod, params: unknown): Promise<unknown> {
    return await this.#now.recurring.answer(method, params, new AbortController().signal);
  }

  async run(name: string): Promise<ExportBatch | null> {
    return ((await this.ask('schedules.run', { name })) as { batch: ExportBatch | null }).batch;
  }

  /** Resolves when nothing is looked at and nothing is written any more. */
  async settle(): Promise<void> {
    for (;;) {
      const changed = this.#changed.promise;
      await this.#now.recurring.settled;
      if (this.#open.size > 0) await this.#ended();
      else if (changed === this.#changed.promise) return;
    }
  }

  /** Time passes, in steps in which everything that is due comes to its end. */
  async pass(ms: number): Promise<void> {
    await this.settle();
    let left = ms;
    while (left > 0) {
      const step = Math.min(left, Math.max(1, this.clock.nextTimerMs));
      this.clock.pass(step);
      left -= step;
      await this.settle();
    }
  }

  /** As `pass`, in minutes. */
  async passMinutes(minutes: number): Promise<void> {
    await this.pass(minutes * MINUTE_MS);
  }

  /** What entries are stored to be looked at for, it takes half a second. */
  async passSoon(): Promise<void> {
    await this.pass(500);
  }

  /** Takes the folder for the files away, or gives it back. */
  setTargetThere(isThere: boolean): void {
    if (isThere) renameSync(`${this.target}.away`, this.target);
    else renameSync(this.target, `${this.target}.away`);
  }

  /** The recurring exports as a view is told of them. */
  list(): ExportSchedule[] {
    return listSchedules(this.log.context(), this.#dataDir);
  }

  get(name: string): ExportSchedule {
    const found = this.list().find((schedule) => schedule.name === name);
    if (found === undefined) throw new Error(`there is no recurring export "${name}"`);
    return found;
  }

  batch(id: number): ExportBatch {
    return this.#now.batches.get(id);
  }

  get batches(): BatchService {
    return this.#now.batches;
  }

  /** The ids in each file of a recurring export, in the order in which the batches were asked for. */
  files(name: string): number[][] {
    return readdirSync(this.target)
      .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.csv'))
      .toSorted()
      .map((file) =>
        parse(readFileSync(join(this.target, file)), { from_line: 2 }).map(([id]) => Number(id)),
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.log[Symbol.dispose]();
  }

  get #now(): Running {
    if (this.#running === undefined) throw new Error('no Hydrant runs');
    return this.#running;
  }

  #begin(isKeeper: boolean): Running {
    const store = openExportStore(this.#dataDir);
    const batches = new BatchService({
      dataDir: this.#dataDir,
      version: '0.0.0',
      isKeeper,
      openStore: () => store,
      createRedactor: () => {
        throw new Error('nothing is redacted here');
      },
      emit: (name, payload) => {
        if (name !== 'exports.progressed') return;
        const batch = payload as ExportBatch;
        recurring.batchChanged(batch);
        this.#progressed(batch);
      },
    });
    const recurring = new RecurringExports({
      data: { dataDir: this.#dataDir, isKeeper, startedAtUnixUs: this.clock.nowUnixUs() },
      batches: () => batches,
      openStore: () => store,
      onChanged: () => (this.tellings += 1),
      clock: this.clock,
    });
    return { batches, store, recurring };
  }

  async #ended(): Promise<void> {
    while (this.#open.size > 0) await this.#changed.promise;
  }

  #progressed(batch: ExportBatch): void {
    if (batch.state === 'queued' || batch.state === 'running') this.#open.add(batch.id);
    else this.#open.delete(batch.id);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** A lab with a Hydrant that runs and is caught up; gone after the test. */
export function startScheduleLab(): ScheduleLab {
  const lab = new ScheduleLab(temporaryFolder());
  onTestFinished(async () => lab[Symbol.asyncDispose]());
  lab.start();
  return lab;
}

async function end({ recurring, batches, store }: Running): Promise<void> {
  await recurring.close();
  await batches.close();
  store[Symbol.dispose]();
}

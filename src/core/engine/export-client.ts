import { MessageChannel, Worker } from 'node:worker_threads';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import { AppError } from '#contract/errors.ts';
import { EVENTS, isEventName, type EventName, type EventPayload } from '#contract/events.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type {
  ExportMethod,
  ExportWorkerCommand,
  ExportWorkerData,
  ExportWorkerReport,
} from '../exports/export-worker-messages.ts';
import { readExportStream } from '../exports/streams/read-export-stream.ts';
import { EXPORT_OLD_GENERATION_MB, YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';
import { workerFile } from '../workers/worker-file.ts';

/** To take back what is half-written. */
const CLOSE_DEADLINE_MS = 5000;
/** A worker that dies so often within a minute has a bug that a restart does not cure; the next request starts it all the same. */
const MAX_DEATHS_A_MINUTE = 3;
const MINUTE_MS = 60_000;
const RESTART_PAUSE_MS = 1000;

export interface ExportEvents {
  emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void;
  /** The worker died: what it had in hand is to be read from the store again. */
  died: (batchIds: number[]) => void;
}

interface PendingRequest {
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
}

/** The engine's end of the export worker, which is started with the first request, or by `keep`. */
export class ExportClient {
  readonly #data: ExportWorkerData;
  readonly #events: ExportEvents;
  readonly #pending = new Map<number, PendingRequest>();
  /** Batches that have not ended, as the worker told of them last. */
  readonly #live = new Map<number, ExportBatch>();
  readonly #deathsAtMs: number[] = [];
  #worker: Worker | undefined;
  #restart: NodeJS.Timeout | undefined;
  #nextId = 1;
  #isCaughtUp = false;
  #hasToldStart = false;
  #isGivenUp = false;
  #isClosing = false;

  constructor(data: ExportWorkerData, events: ExportEvents) {
    this.#data = data;
    this.#events = events;
  }

  /**
   * Starts the worker if it does not run: there is something that an earlier process left, or that runs by itself. Does nothing when it
   * died too often, until it is asked for something.
   */
  keep(): void {
    if (!this.#isClosing && !this.#isGivenUp) this.#opened();
  }

  /** Rejects with an AppError as the contract says of the method. */
  ask(method: ExportMethod, params: unknown, signal?: CancelSignal): Promise<unknown> {
    if (this.#isClosing) return Promise.reject(new AppError('connection.lost', 'Hydrant is closing.'));
    if (signal?.aborted === true) return Promise.reject(new AppError('cancelled', 'Cancelled.'));
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#pending.delete(id);
        this.#worker?.postMessage({ kind: 'forget', id } satisfies ExportWorkerCommand);
        reject(new AppError('cancelled', 'Cancelled.'));
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(id, {
        resolve: (value) => {
          settled();
          resolve(value);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#opened().postMessage({ kind: 'ask', id, method, params } satisfies ExportWorkerCommand);
    });
  }

  /** A batch of the store, as it stands now. */
  overlay(stored: ExportBatch): ExportBatch {
    return hasEnded(stored.state) ? stored : (this.#live.get(stored.id) ?? stored);
  }

  stream(request: ExportRequest, isRecorded: boolean, signal?: AbortSignal): AsyncIterable<Uint8Array> {
    const { port1, port2 } = new MessageChannel();
    const command: ExportWorkerCommand = { kind: 'stream', request, isRecorded, port: port2 };
    this.#opened().postMessage(command, [port2]);
    return readExportStream(port1, signal);
  }

  /** Recurring exports wait for entries; without a worker there are none. */
  stored(lastId: number, bySeverity: SeverityCounts): void {
    this.#worker?.postMessage({ kind: 'stored', lastId, bySeverity } satisfies ExportWorkerCommand);
  }

  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** What was logged before this start is stored: recurring exports can run. A worker that is started later is told, too. */
  caughtUp(): void {
    this.#isCaughtUp = true;
    if (this.#worker !== undefined) this.#tellCaughtUp(this.#worker);
  }

  /** Resolves when nothing half-written is left. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'close' } satisfies ExportWorkerCommand);
    // What a thread that hangs leaves half-written has a temporary name, and whoever resumes the batch removes it.
    const timer = setTimeout(() => void worker.terminate(), CLOSE_DEADLINE_MS);
    await exited;
    clearTimeout(timer);
  }

  #opened(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(workerFile('export-worker'), {
      workerData: this.#data,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
        maxOldGenerationSizeMb: EXPORT_OLD_GENERATION_MB,
      },
    });
    worker.on('message', (report: ExportWorkerReport) => this.#receive(report));
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => this.#ended(worker, cause));
    this.#worker = worker;
    this.#isGivenUp = false;
    if (this.#isCaughtUp) this.#tellCaughtUp(worker);
    return worker;
  }

  #tellCaughtUp(worker: Worker): void {
    const isStart = !this.#hasToldStart;
    this.#hasToldStart = true;
    worker.postMessage({ kind: 'caught-up', isStart } satisfies ExportWorkerCommand);
  }

  #receive(report: ExportWorkerReport): void {
    switch (report.kind) {
      case 'event':
        this.#receiveEvent(report.name, report.payload);
        break;
      case 'result':
        this.#pending.get(report.id)?.resolve(report.value);
        this.#pending.delete(report.id);
        break;
      case 'error':
        this.#pending.get(report.id)?.reject(AppError.fromWire(report.error));
        this.#pending.delete(report.id);
        break;
      default:
        report satisfies never;
    }
  }

  #receiveEvent(name: string, payload: unknown): void {
    if (!isEventName(name)) throw new Error(`the export worker told of an unknown event ${name}`);
    if (name === 'exports.progressed') {
      const batch = EVENTS[name].parse(payload);
      if (hasEnded(batch.state)) this.#live.delete(batch.id);
      else this.#live.set(batch.id, batch);
    }
    this.#events.emit(name, payload as never);
  }

  #ended(worker: Worker, cause: unknown): void {
    if (this.#worker === worker) this.#worker = undefined;
    const why = cause instanceof Error ? cause.message : 'it ended unexpectedly';
    const error = new AppError('internal', `The export worker died: ${why}.`, { cause });
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
    const ids = [...this.#live.keys()];
    this.#live.clear();
    if (this.#isClosing) return;
    this.#events.died(ids);
    if (this.#data.isKeeper) this.#restartLater();
  }

  #restartLater(): void {
    const now = performance.now();
    this.#deathsAtMs.push(now);
    while ((this.#deathsAtMs[0] ?? now) < now - MINUTE_MS) this.#deathsAtMs.shift();
    this.#isGivenUp = this.#deathsAtMs.length > MAX_DEATHS_A_MINUTE;
    if (this.#isGivenUp) return;
    this.#restart = setTimeout(() => this.keep(), RESTART_PAUSE_MS);
  }
}

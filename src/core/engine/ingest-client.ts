import { Worker } from 'node:worker_threads';
import { AppError, toWireError } from '#contract/errors.ts';
import type { SourceStatus } from '#contract/status.ts';
import type { SourceMethod } from '../pipeline/answer-source-call.ts';
import type { IngestCommand, IngestReport, IngestWorkerData } from '../workers/ingest-worker-messages.ts';
import { YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';
import { workerFile } from '../workers/worker-file.ts';

/** A worker that dies this often within a minute has a bug that a restart does not cure. */
const MAX_DEATHS_A_MINUTE = 5;
const FIRST_PAUSE_MS = 250;
const MINUTE_MS = 60_000;

export interface IngestEvents {
  report: (report: IngestReport) => void;
  /** The worker is given up; nothing is captured any more. */
  givenUp: (error: AppError) => void;
}

/**
 * The engine's end of the ingest worker. When the worker dies of a bug it is started again after a pause that doubles:
 * the store knows where to continue.
 */
export class IngestClient {
  #data: IngestWorkerData;
  readonly #events: IngestEvents;
  readonly #deathsAtMs: number[] = [];
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>();
  #nextId = 1;
  #worker: Worker | undefined;
  #restart: NodeJS.Timeout | undefined;
  #isStopping = false;
  sources: SourceStatus[] = [];

  constructor(data: IngestWorkerData, events: IngestEvents) {
    this.#data = data;
    this.#events = events;
  }

  /** Resolves when the store is open. @throws AppError when it cannot be opened or a source makes no sense. */
  start(): Promise<void> {
    const started = Promise.withResolvers<void>();
    this.#startWorker(started);
    return started.promise;
  }

  /** @throws AppError as the methods' doc comments say; `connection.lost` when the worker ends before it has answered. */
  ask(method: SourceMethod, params: unknown): Promise<unknown> {
    const asked = Promise.withResolvers<unknown>();
    if (this.#worker === undefined || this.#isStopping) {
      return Promise.reject(notCapturing());
    }
    const id = this.#nextId;
    this.#nextId += 1;
    this.#asked.set(id, asked);
    this.#send({ kind: 'ask', id, method, params });
    return asked.promise;
  }

  #send(command: IngestCommand): void {
    this.#worker?.postMessage(command);
  }

  #receiveAnswer({ id, answer }: Extract<IngestReport, { kind: 'answered' }>): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if ('error' in answer) asked?.reject(AppError.fromWire(answer.error));
    else asked?.resolve(answer.value);
  }

  /** Resolves when everything in flight is committed and the store is closed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    this.#send({ kind: 'stop' });
    await exited;
    this.#worker = undefined;
  }

  /** `first`: told whether the very first worker could begin. One that could not is not started again. */
  #startWorker(first?: PromiseWithResolvers<void>): void {
    const worker = new Worker(workerFile('ingest-worker'), {
      workerData: this.#data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker = worker;
    let cause: unknown;
    let isReady = false;
    worker.on('message', (report: IngestReport) => {
      if (report.kind === 'ready') {
        isReady = true;
        first?.resolve();
      }
      if (report.kind === 'answered') this.#receiveAnswer(report);
      // A worker that takes its place captures what this one would.
      if (report.kind === 'list-changed') this.#data = { ...this.#data, named: report.list };
      if (report.kind === 'failed') cause = AppError.fromWire(report.error);
      if ('sources' in report) this.sources = report.sources;
      this.#events.report(report);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const asked of this.#asked.values()) asked.reject(notCapturing());
      this.#asked.clear();
      if (first !== undefined && !isReady) {
        this.#isStopping = true;
        first.reject(couldNotStart(cause));
      }
      if (this.#isStopping) return;
      this.#tellDeath(cause);
      this.#restartLater(cause);
    });
  }

  /** What the dead worker reported last is not true any more. */
  #tellDeath(cause: unknown): void {
    const problem = toWireError(cause instanceof AppError ? cause : couldNotGoOn(cause));
    this.sources = this.sources.map((source) => ({
      ...source,
      state: 'restarting',
      stateText: 'The capture broke down; starting it again',
      problem,
    }));
    this.#events.report({ kind: 'status', sources: this.sources });
  }

  #restartLater(cause: unknown): void {
    const now = performance.now();
    this.#deathsAtMs.push(now);
    while ((this.#deathsAtMs[0] ?? now) < now - MINUTE_MS) this.#deathsAtMs.shift();
    if (this.#deathsAtMs.length > MAX_DEATHS_A_MINUTE) {
      this.#events.givenUp(
        new AppError(
          'internal',
          `The capture stopped ${String(this.#deathsAtMs.length)} times within a minute: ${reasonOf(cause)}`,
          {
            remedy: 'Restart Hydrant. What is stored is safe; please report this.',
            cause,
          },
        ),
      );
      return;
    }
    this.#restart = setTimeout(
      () => this.#startWorker(),
      FIRST_PAUSE_MS * 2 ** (this.#deathsAtMs.length - 1),
    );
  }
}

function notCapturing(): AppError {
  return new AppError('connection.lost', 'Nothing is captured at the moment.', {
    remedy: 'Try again when the capture has been started again.',
  });
}

function couldNotStart(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('internal', `The capture could not start: ${reasonOf(cause)}`, { cause });
}

function couldNotGoOn(cause: unknown): AppError {
  return new AppError('internal', `The capture broke down: ${reasonOf(cause)}`, { cause });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'its thread ended';
}

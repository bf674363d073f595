import { MessageChannel, Worker } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { ExportJob, ExportRequest } from '#contract/export.ts';
import type {
  ExportWorkerCommand,
  ExportWorkerData,
  ExportWorkerReport,
} from '../exports/export-worker-messages.ts';
import { readExportStream } from '../exports/streams/read-export-stream.ts';
import { YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';
import { workerFile } from '../workers/worker-file.ts';

/** To cancel what runs and to remove what is half-written. */
const CLOSE_DEADLINE_MS = 5000;
/** Jobs that are remembered after they ended. */
const MAX_JOBS = 200;

/** The engine's end of the export worker, which is started with the first export. */
export class ExportClient {
  readonly #dataDir: string;
  readonly #onProgress: (job: ExportJob) => void;
  readonly #jobs = new Map<number, ExportJob>();
  #worker: Worker | undefined;
  #nextId = 1;
  #isClosing = false;

  constructor(dataDir: string, onProgress: (job: ExportJob) => void) {
    this.#dataDir = dataDir;
    this.#onProgress = onProgress;
  }

  /** @param rowsTotal - For the progress; null when it is not known. */
  start(request: ExportRequest, rowsTotal: number | null): ExportJob {
    const id = this.#nextId;
    this.#nextId += 1;
    const job: ExportJob = {
      id,
      state: 'running',
      request,
      rowsTotal,
      rowsWritten: 0,
      bytesWritten: 0,
      files: [],
      startedAtUnixUs: Date.now() * 1000,
      elapsedMs: 0,
      error: null,
    };
    this.#keep(job);
    this.#send({ kind: 'start', id, request, rowsTotal });
    return job;
  }

  /** @throws AppError `export.not-found`. */
  cancel(id: number): void {
    if (!this.#jobs.has(id)) throw new AppError('export.not-found', `There is no export ${String(id)}.`);
    this.#send({ kind: 'cancel', id });
  }

  /** The newest first. */
  list(): ExportJob[] {
    return [...this.#jobs.values()].toReversed();
  }

  stream(request: ExportRequest, signal?: AbortSignal): AsyncIterable<Uint8Array> {
    const { port1, port2 } = new MessageChannel();
    this.#opened().postMessage({ kind: 'stream', request, port: port2 } satisfies ExportWorkerCommand, [
      port2,
    ]);
    return readExportStream(port1, signal);
  }

  /** Cancels what runs; resolves when nothing half-written is left. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    this.#send({ kind: 'close' });
    // What a thread that hangs leaves half-written has a temporary name, and the next export removes it.
    const timer = setTimeout(() => void worker.terminate(), CLOSE_DEADLINE_MS);
    await exited;
    clearTimeout(timer);
  }

  #send(command: ExportWorkerCommand): void {
    this.#opened().postMessage(command);
  }

  #opened(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const workerData: ExportWorkerData = { dataDir: this.#dataDir };
    const worker = new Worker(workerFile('export-worker'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (report: ExportWorkerReport) => this.#keep(report.job));
    worker.on('error', (error) => this.#failAll(error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      if (!this.#isClosing) this.#failAll(undefined);
    });
    this.#worker = worker;
    return worker;
  }

  #keep(job: ExportJob): void {
    this.#jobs.set(job.id, job);
    for (const [id, old] of this.#jobs) {
      if (this.#jobs.size <= MAX_JOBS) break;
      if (old.state !== 'running') this.#jobs.delete(id);
    }
    this.#onProgress(job);
  }

  #failAll(cause: unknown): void {
    const why = cause instanceof Error ? cause.message : 'it ended unexpectedly';
    for (const job of this.#jobs.values()) {
      if (job.state !== 'running') continue;
      this.#keep({
        ...job,
        state: 'failed',
        error: { code: 'internal', message: `The export worker died: ${why}.` },
      });
    }
  }
}

import { Worker } from 'node:worker_threads';
import type { CancelSignal } from '#contract/cancel-signal.ts';
import { AppError } from '#contract/errors.ts';
import type { QueryReply, QueryRequest, QueryWorkerData } from '../workers/query-worker-messages.ts';
import { YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';
import { workerFile } from '../workers/worker-file.ts';

/** A query looks at the wish to cancel between its statements; one that has not noticed by then hangs in a single one. */
const CANCEL_DEADLINE_MS = 1000;

interface PendingRequest {
  request: QueryRequest;
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
  isSent: boolean;
}

/**
 * The engine's end of one query worker: sends one request at a time, so that one that is cancelled while it waits costs
 * nothing. A worker that dies is started again with the next request.
 */
export class QueryClient {
  readonly #dataDir: string;
  readonly #cancelled = new SharedArrayBuffer(4);
  readonly #cancelledId = new Int32Array(this.#cancelled);
  readonly #waiting: PendingRequest[] = [];
  #worker: Worker | undefined;
  #running: PendingRequest | undefined;
  #nextId = 1;
  #isClosed = false;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  ask(method: QueryRequest['method'], params: unknown, signal?: CancelSignal): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new AppError('connection.lost', 'Hydrant is closing.'));
    if (signal?.aborted === true) return Promise.reject(new AppError('cancelled', 'Cancelled.'));
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#cancel(pending);
      const pending: PendingRequest = {
        request: { id: this.#nextId, method, params },
        resolve: (value) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(value);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', onAbort);
          reject(error);
        },
        isSent: false,
      };
      this.#nextId += 1;
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(pending);
      this.#sendNext();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#fail(new AppError('connection.lost', 'Hydrant is closing.'));
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    Atomics.store(this.#cancelledId, 0, this.#nextId);
    worker.postMessage('close');
    const timer = setTimeout(() => void worker.terminate(), CANCEL_DEADLINE_MS);
    await exited;
    clearTimeout(timer);
  }

  #cancel(pending: PendingRequest): void {
    if (this.#running === pending) {
      Atomics.store(this.#cancelledId, 0, pending.request.id);
      this.#endAfterDeadline(pending);
    } else {
      const at = this.#waiting.indexOf(pending);
      if (at >= 0) this.#waiting.splice(at, 1);
    }
    pending.reject(new AppError('cancelled', 'Cancelled.'));
  }

  /** An expression can hang in one statement (a regular expression, say); then its thread is given up. */
  #endAfterDeadline(pending: PendingRequest): void {
    const timer = setTimeout(() => {
      if (this.#running === pending) void this.#worker?.terminate();
    }, CANCEL_DEADLINE_MS);
    timer.unref();
  }

  #sendNext(): void {
    if (this.#running !== undefined || this.#isClosed) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#running = next;
    this.#worker ??= this.#start();
    this.#worker.postMessage(next.request);
  }

  #start(): Worker {
    const workerData: QueryWorkerData = { dataDir: this.#dataDir, cancelled: this.#cancelled };
    const worker = new Worker(workerFile('query-worker'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (reply: QueryReply) => this.#receive(reply));
    worker.on('error', (error) => this.#workerDied(worker, error));
    worker.on('exit', () => this.#workerDied(worker, undefined));
    return worker;
  }

  #receive(reply: QueryReply): void {
    const running = this.#running;
    if (running === undefined || running.request.id !== reply.id) return;
    this.#running = undefined;
    if (reply.kind === 'result') running.resolve(reply.value);
    else running.reject(AppError.fromWire(reply.error));
    this.#sendNext();
  }

  #workerDied(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const running = this.#running;
    this.#running = undefined;
    const why =
      error instanceof AppError ? error : new AppError('internal', 'A query worker died.', { cause: error });
    running?.reject(why);
    this.#sendNext();
  }

  #fail(error: AppError): void {
    for (const pending of this.#waiting.splice(0)) pending.reject(error);
    this.#running?.reject(error);
    this.#running = undefined;
  }
}

import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { AnnotationEvent, AnnotationMethod } from '../annotations/change-annotations.ts';
import type {
  AnnotationsReply,
  AnnotationsRequest,
  AnnotationsWorkerData,
} from '../workers/annotations-worker-messages.ts';
import { YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';
import { workerFile } from '../workers/worker-file.ts';

/** What was asked before closing is still written; a write waits at most five seconds for another program. */
const CLOSE_DEADLINE_MS = 6000;

/**
 * The engine's end of the annotations worker, which is started with the first change. Requests are answered in order; none can be
 * cancelled, as each takes milliseconds. A worker that dies is started again with the next request.
 */
export class AnnotationsClient {
  readonly #dataDir: string;
  readonly #onChanged: (event: AnnotationEvent) => void;
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | undefined;
  #nextId = 1;
  #isClosed = false;

  /** @param onChanged - Told of each change after it was written, before `change` resolves. */
  constructor(dataDir: string, onChanged: (event: AnnotationEvent) => void) {
    this.#dataDir = dataDir;
    this.#onChanged = onChanged;
  }

  /** @throws AppError as the methods' doc comments say, and what keeps the store from being written. */
  change(method: AnnotationMethod, params: unknown): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new AppError('connection.lost', 'Hydrant is closing.'));
    const pending = Promise.withResolvers<unknown>();
    const request: AnnotationsRequest = { id: this.#nextId, method, params };
    this.#nextId += 1;
    this.#pending.set(request.id, pending);
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
    return pending.promise;
  }

  /** Resolves when everything that was asked before is written and the store is closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    const timer = setTimeout(() => void worker.terminate(), CLOSE_DEADLINE_MS);
    await exited;
    clearTimeout(timer);
  }

  #start(): Worker {
    const workerData: AnnotationsWorkerData = { dataDir: this.#dataDir };
    const worker = new Worker(workerFile('annotations-worker'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (reply: AnnotationsReply) => this.#receive(reply));
    worker.on('error', (error) => this.#workerDied(worker, error));
    worker.on('exit', () => this.#workerDied(worker, undefined));
    return worker;
  }

  #receive(reply: AnnotationsReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.kind === 'error') {
      pending?.reject(AppError.fromWire(reply.error));
      return;
    }
    if (reply.event !== null) this.#onChanged(reply.event);
    pending?.resolve(reply.value);
  }

  #workerDied(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const error = new AppError('internal', 'The annotations worker died.', { cause });
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

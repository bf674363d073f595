import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type {
  ParquetReply,
  ParquetRequest,
  ParquetWorkerData,
} from '../../workers/parquet-worker-messages.ts';
import { workerFile } from '../../workers/worker-file.ts';
import type { FileBytes } from './file-bytes.ts';

/** The thread is gone, or has to go. */
interface Death {
  kind: 'died';
  reason: string;
}

/** The first rows of a group of 512 MiB are there after some ten seconds. */
const DEADLINE_MS = 60_000;
/** Twice what a group of 512 MiB of short texts takes. */
const MAX_HEAP_MB = 2048;
/** A file with more groups that end the thread is given up: each may cost a minute. */
const MAX_DEATHS = 3;

export interface ParquetThreadOptions {
  /** How long the next piece of a group may take; default a minute. */
  deadlineMs?: number | undefined;
  /** Ends what is being read: the rows end there. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads row groups in a thread of its own, which is ended when it takes too long or too much memory: the decoder trusts what a file
 * says of itself, and a damaged one may send it round and round.
 */
export class ParquetThread implements AsyncDisposable {
  readonly #workerData: ParquetWorkerData;
  readonly #deadlineMs: number;
  readonly #signal: AbortSignal | undefined;
  #worker: Worker | undefined;
  #deaths = 0;

  constructor(file: FileBytes, { deadlineMs = DEADLINE_MS, signal }: ParquetThreadOptions = {}) {
    this.#workerData = { fileDescriptor: file.fileDescriptor, sizeBytes: file.sizeBytes };
    this.#deadlineMs = deadlineMs;
    this.#signal = signal;
  }

  /**
   * The rows of a row group as JSON Lines.
   * @throws AppError `file.failed` when the file cannot be read, or has ended the thread too often; else Error when the group is damaged.
   */
  async *rows(group: number): AsyncGenerator<Buffer> {
    for (;;) {
      const reply = await this.#ask({ group });
      switch (reply.kind) {
        case 'bytes':
          yield Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength);
          break;
        case 'end':
          return;
        case 'damaged':
          throw new Error(reply.reason);
        case 'failed':
          throw AppError.fromWire(reply.error);
        case 'died':
          if (this.#signal?.aborted === true) return;
          this.#deaths += 1;
          if (this.#deaths > MAX_DEATHS) throw tooDamaged(reply.reason);
          throw new Error(reply.reason);
        default:
          reply satisfies never;
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #ask(request: ParquetRequest): Promise<ParquetReply | Death> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const { promise, resolve } = Promise.withResolvers<ParquetReply | Death>();
    const died = (reason: string) => resolve({ kind: 'died', reason });
    const onError = (error: Error) => died(error.message);
    const onExit = () => died('its decoder ended');
    const onAbort = () => died('nobody waits for them');
    this.#signal?.addEventListener('abort', onAbort);
    worker.once('message', resolve);
    worker.once('error', onError);
    worker.once('exit', onExit);
    const timer = setTimeout(() => died('decoding them takes too long'), this.#deadlineMs);
    worker.postMessage(request);
    const reply = await promise;
    clearTimeout(timer);
    this.#signal?.removeEventListener('abort', onAbort);
    worker.off('message', resolve);
    worker.off('error', onError);
    worker.off('exit', onExit);
    // It may still be at it: the next group gets another one.
    if (reply.kind === 'died') await this[Symbol.asyncDispose]();
    return reply;
  }

  #start(): Worker {
    const worker = new Worker(workerFile('parquet-worker'), {
      workerData: this.#workerData,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    // While nothing is asked: what it died of is told by the next answer.
    worker.on('error', () => undefined);
    return worker;
  }
}

function tooDamaged(reason: string): AppError {
  return new AppError('file.failed', `The Parquet file is too damaged to be read any further: ${reason}.`, {
    remedy: 'Copy it again from where it was made. The rows before the damage are shown.',
  });
}

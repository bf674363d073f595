import type { MessagePort } from 'node:worker_threads';
import { AppError, toWireError } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { MethodParams } from '#contract/methods.ts';
import { classifyDatabaseError } from '../store/open-database.ts';
import { BatchService } from './batches/batch-service.ts';
import { batchNotFound } from './batches/read-batches.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { ExportStore } from './export-store.ts';
import type {
  ExportMethod,
  ExportWorkerCommand,
  ExportWorkerData,
  ExportWorkerReport,
} from './export-worker-messages.ts';
import { createRedactor } from './redaction/create-redactor.ts';
import { RecurringExports } from './schedules/recurring-exports.ts';
import { streamExport } from './streams/export-stream.ts';
import { sendExportStream } from './streams/export-stream-port.ts';

/** A store that can be closed. */
export type OpenExportStore = ExportStore & Disposable;

/**
 * Answers an export worker's commands until `close`: then takes back what is half-written, closes the store and the port, after which
 * the thread has nothing left to do. `openStore` is called when the store is first needed, and again after it failed.
 */
export function serveExports(
  port: MessagePort,
  data: ExportWorkerData,
  openStore: () => OpenExportStore,
): void {
  const loop = new ExportWorkerLoop(port, data, openStore);
  port.on('message', (command: ExportWorkerCommand) => loop.receive(command));
  loop.start();
}

class ExportWorkerLoop {
  readonly #port: MessagePort;
  readonly #data: ExportWorkerData;
  readonly #openStore: () => OpenExportStore;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #asked = new Map<number, AbortController>();
  readonly #recurring: RecurringExports;
  #store: OpenExportStore | undefined;
  #batches: BatchService | undefined;

  constructor(port: MessagePort, data: ExportWorkerData, openStore: () => OpenExportStore) {
    this.#port = port;
    this.#data = data;
    this.#openStore = openStore;
    this.#recurring = new RecurringExports({
      data,
      batches: () => this.#service(),
      openStore: () => this.#opened(),
      onChanged: () => this.#report({ kind: 'event', name: 'schedules.changed', payload: {} }),
    });
  }

  /** What an earlier process left goes on, and recurring exports begin to wait. */
  start(): void {
    if (!this.#data.isKeeper) return;
    try {
      this.#service().recover();
    } catch (error) {
      // A store that cannot be opened now is told to whoever asks for an export next.
      if (!(classifyDatabaseError(this.#data.dataDir, error) instanceof AppError)) throw error;
    }
    this.#recurring.start();
  }

  receive(command: ExportWorkerCommand): void {
    switch (command.kind) {
      case 'ask':
        this.#track(this.#answer(command));
        break;
      case 'forget':
        this.#asked.get(command.id)?.abort();
        break;
      case 'stream':
        this.#track(this.#stream(command));
        break;
      case 'stored':
        this.#recurring.stored(command.lastId, command.bySeverity);
        break;
      case 'caught-up':
        this.#recurring.caughtUp(command.isStart);
        break;
      case 'close':
        void this.#close();
        break;
    }
  }

  async #answer({ id, method, params }: Extract<ExportWorkerCommand, { kind: 'ask' }>): Promise<void> {
    const controller = new AbortController();
    this.#asked.set(id, controller);
    try {
      const signal = AbortSignal.any([controller.signal, this.#closing.signal]);
      this.#report({ kind: 'result', id, value: await this.#run(method, params, signal) });
    } catch (error) {
      const classified = classifyDatabaseError(this.#data.dataDir, error);
      this.#report({ kind: 'error', id, error: toWireError(classified) });
    } finally {
      this.#asked.delete(id);
    }
  }

  async #run(method: ExportMethod, params: unknown, signal: AbortSignal): Promise<unknown> {
    const batches = this.#service();
    switch (method) {
      case 'exports.start': {
        const { request, rowsTotal } = params as { request: ExportRequest; rowsTotal?: number };
        return { batch: batches.start({ request, rowsTotal, origin: this.#data.origin }) };
      }
      case 'exports.pause':
        batches.pause((params as MethodParams<'exports.pause'>).id);
        return {};
      case 'exports.resume': {
        const { id, replacesExisting } = params as MethodParams<'exports.resume'>;
        batches.resume(id, replacesExisting === true);
        return {};
      }
      case 'exports.cancel':
        await batches.cancel((params as MethodParams<'exports.cancel'>).id);
        return {};
      case 'exports.verify':
        return batches.verify((params as MethodParams<'exports.verify'>).id, signal);
      case 'exports.remove':
        batches.remove((params as MethodParams<'exports.remove'>).id);
        return {};
      case 'schedules.save':
      case 'schedules.setEnabled':
      case 'schedules.run':
      case 'schedules.remove':
        return this.#recurring.answer(method, params, signal);
      default:
        throw new AppError('method.unknown', `The export worker cannot answer ${method}.`);
    }
  }

  #stream({ request, isRecorded, port }: Extract<ExportWorkerCommand, { kind: 'stream' }>): Promise<void> {
    return sendExportStream(
      async (send, signal) => {
        const store = this.#opened();
        if (isRecorded) return await this.#service().download(request, send, signal);
        const newestId = store.lastId();
        const redactor = request.redacts.length === 0 ? null : this.#service().redactorOf(request);
        const range = {
          afterId: this.#afterIdOf(request),
          lastId: Math.min(request.lastId ?? newestId, newestId),
        };
        const totals = await streamExport(request, { store, redactor, ...range }, send, signal);
        return totals.rows;
      },
      port,
      this.#closing.signal,
    );
  }

  /** @throws AppError `export.not-found` when the batch that it is to continue has never begun. */
  #afterIdOf({ afterBatchId }: ExportRequest): number {
    if (afterBatchId === undefined) return 0;
    const { lastId } = this.#service().get(afterBatchId);
    if (lastId === null) throw batchNotFound(afterBatchId);
    return lastId;
  }

  #service(): BatchService {
    this.#batches ??= new BatchService({
      dataDir: this.#data.dataDir,
      version: this.#data.version,
      isKeeper: this.#data.isKeeper,
      openStore: () => this.#opened(),
      createRedactor: createRedactor,
      emit: (name, payload) => {
        this.#report({ kind: 'event', name, payload });
        if (name === 'exports.progressed') this.#recurring.batchChanged(payload as ExportBatch);
      },
    });
    return this.#batches;
  }

  #opened(): ExportStore {
    this.#store ??= this.#openStore();
    return this.#store;
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  #report(report: ExportWorkerReport): void {
    this.#port.postMessage(report);
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#recurring.close();
    await this.#batches?.close();
    await Promise.allSettled(this.#running);
    this.#store?.[Symbol.dispose]();
    this.#port.close();
  }
}

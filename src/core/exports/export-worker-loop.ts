import type { MessagePort } from 'node:worker_threads';
import type { ExportStore } from './export-store.ts';
import { runExportJob } from './batches/export-job.ts';
import { sendExportStream } from './streams/export-stream-port.ts';
import type { ExportWorkerCommand, ExportWorkerReport } from './export-worker-messages.ts';
import { WatermarkStore } from './batches/watermark-store.ts';

/** A store that can be closed. */
export type OpenExportStore = ExportStore & Disposable;

/**
 * Answers an export worker's commands until `close`: then cancels what runs, waits until it is cleaned up, disposes of the store and
 * closes the port, after which the thread has nothing left to do. `openStore` is called at the first export, and again
 * after it failed.
 */
export function serveExports(port: MessagePort, dataDir: string, openStore: () => OpenExportStore): void {
  const loop = new ExportWorkerLoop(port, dataDir, openStore);
  port.on('message', (command: ExportWorkerCommand) => loop.receive(command));
}

class ExportWorkerLoop {
  readonly #port: MessagePort;
  readonly #watermarks: WatermarkStore;
  readonly #openStore: () => OpenExportStore;
  readonly #cancels = new Map<number, AbortController>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #store: OpenExportStore | undefined;

  constructor(port: MessagePort, dataDir: string, openStore: () => OpenExportStore) {
    this.#port = port;
    this.#watermarks = new WatermarkStore(dataDir);
    this.#openStore = openStore;
  }

  receive(command: ExportWorkerCommand): void {
    switch (command.kind) {
      case 'start':
        this.#track(this.#runJob(command));
        break;
      case 'cancel':
        this.#cancels.get(command.id)?.abort();
        break;
      case 'stream':
        this.#track(
          sendExportStream(command.request, () => this.#opened(), command.port, this.#closing.signal),
        );
        break;
      case 'close':
        void this.#close();
        break;
    }
  }

  async #runJob({ id, request, rowsTotal }: Extract<ExportWorkerCommand, { kind: 'start' }>): Promise<void> {
    const cancel = new AbortController();
    this.#cancels.set(id, cancel);
    const signal = AbortSignal.any([cancel.signal, this.#closing.signal]);
    const job = await runExportJob(
      {
        id,
        request,
        rowsTotal,
        openStore: () => this.#opened(),
        watermarks: this.#watermarks,
        onProgress: (progressed) => this.#report({ kind: 'progressed', job: progressed }),
      },
      signal,
    );
    this.#cancels.delete(id);
    this.#report({ kind: 'ended', job });
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
    await Promise.allSettled(this.#running);
    this.#store?.[Symbol.dispose]();
    this.#port.close();
  }
}

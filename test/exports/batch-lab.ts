import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { EventName, EventPayload } from '#contract/events.ts';
import { exportBatchSchema, hasEnded, type ExportBatch } from '#contract/export-batch.ts';
import {
  exportRequestSchema,
  type ExportRequest,
  type ExportRequestInput,
} from '#contract/export-request.ts';
import { BatchService, type BatchServiceOptions } from '#core/exports/batches/batch-service.ts';
import { getBatch, listBatches } from '#core/exports/batches/read-batches.ts';
import type { ExportEntry } from '#core/exports/export-entry.ts';
import type { ExportRange } from '#core/exports/export-store.ts';
import type { OpenExportStore } from '#core/exports/export-worker-loop.ts';
import { createRedactor } from '#core/exports/redaction/create-redactor.ts';
import { openExportStore } from '#core/queries/read-entries.ts';
import { streamOf } from '../core/journal-text.ts';
import { StoreLab } from '../core/store-lab.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';

type Told = { [E in EventName]: { name: E; payload: EventPayload<E> } }[EventName];

/** A real store, a folder for exports, and the service that writes them, in this thread. */
export class BatchLab {
  readonly store: StoreLab;
  readonly folder = temporaryFolder();
  readonly told: Told[] = [];
  #service: BatchService | undefined;
  #reading: OpenExportStore | undefined;
  readonly #listeners = new Set<(batch: ExportBatch) => void>();
  readonly #options: Partial<BatchServiceOptions>;
  readonly #onPage: ((page: number) => void) | undefined;

  /**
   * @param entries - Stored before; they are numbered from 1, and so are their ids.
   * @param options.onPage - Called before a page of 512 entries is read, with its number from 1, for each batch anew.
   */
  constructor(
    entries: number,
    options: Partial<BatchServiceOptions> & { onPage?: (page: number) => void } = {},
  ) {
    const { onPage, ...serviceOptions } = options;
    this.#onPage = onPage;
    this.#options = serviceOptions;
    this.store = new StoreLab(temporaryFolder());
    if (entries > 0) this.store.store(streamOf(1, entries));
    onTestFinished(async () => {
      await this.close();
      this.store[Symbol.dispose]();
    });
  }

  /** The service; after `close` the one of another process, so to say. */
  get service(): BatchService {
    this.#service ??= this.#createService({});
    return this.#service;
  }

  /** The service of a second process beside the first. */
  anotherService(): BatchService {
    const service = this.#createService({ isKeeper: false });
    onTestFinished(() => service.close());
    return service;
  }

  #createService(options: Partial<BatchServiceOptions>): BatchService {
    return new BatchService({
      dataDir: this.store.dataDir,
      version: '1.2.3',
      isKeeper: true,
      openStore: () => this.#opened(),
      createRedactor,
      emit: (name, payload) => this.#tell({ name, payload } as Told),
      ...this.#options,
      ...options,
    });
  }

  /** A request for CSV with the ids and messages of everything, into the lab's folder. */
  request(name: string, parts: Partial<ExportRequestInput> = {}): ExportRequest {
    return exportRequestSchema.parse({
      query: {},
      format: 'csv',
      target: { kind: 'file', path: join(this.folder, name) },
      columns: ['id', 'message'],
      replacesExisting: false,
      ...parts,
    });
  }

  start(name: string, parts: Partial<ExportRequestInput> = {}): ExportBatch {
    return exportBatchSchema.parse(
      this.service.start({ request: this.request(name, parts), origin: 'view' }),
    );
  }

  /** Resolves with the batch when it stands as wanted, now or later. */
  until(id: number, isWanted: (batch: ExportBatch) => boolean): Promise<ExportBatch> {
    const now = this.service.get(id);
    if (isWanted(now)) return Promise.resolve(now);
    return new Promise((resolve) => {
      const listener = (batch: ExportBatch) => {
        if (batch.id !== id || !isWanted(batch)) return;
        this.#listeners.delete(listener);
        resolve(exportBatchSchema.parse(batch));
      };
      this.#listeners.add(listener);
    });
  }

  /** Resolves when the batch has ended or stands still because of a problem. */
  settled(id: number): Promise<ExportBatch> {
    return this.until(
      id,
      ({ state, problem }) => hasEnded(state) || (state === 'paused' && problem !== null),
    );
  }

  /** Exports and waits for the end. */
  async run(name: string, parts: Partial<ExportRequestInput> = {}): Promise<ExportBatch> {
    return await this.settled(this.start(name, parts).id);
  }

  /** The batch as another process reads it. */
  kept(id: number): ExportBatch {
    return getBatch(this.store.database, this.store.dataDir, id);
  }

  history(): ExportBatch[] {
    return listBatches(this.store.database, this.store.dataDir, 1000).batches;
  }

  /** What stands in the folder, hidden files included. */
  names(): string[] {
    return readdirSync(this.folder).toSorted();
  }

  /** What is being written, and has no name yet. */
  hiddenNames(): string[] {
    return this.names().filter((name) => name.startsWith('.'));
  }

  /** Ends the service as a process ends in order. */
  async close(): Promise<void> {
    await this.#service?.close();
    this.#service = undefined;
    this.#reading?.[Symbol.dispose]();
    this.#reading = undefined;
  }

  #opened(): OpenExportStore {
    this.#reading ??= openExportStore(this.store.dataDir);
    const onPage = this.#onPage;
    return onPage === undefined ? this.#reading : watched(this.#reading, onPage);
  }

  #tell(told: Told): void {
    this.told.push(told);
    if (told.name === 'exports.progressed') for (const listener of this.#listeners) listener(told.payload);
  }
}

function watched(store: OpenExportStore, onPage: (page: number) => void): OpenExportStore {
  function* readPages(range: ExportRange): Generator<readonly ExportEntry[]> {
    let page = 1;
    onPage(page);
    for (const entries of store.readPages(range)) {
      yield entries;
      page += 1;
      onPage(page);
    }
  }
  return {
    lastId: () => store.lastId(),
    readPages: (range) => {
      // As the store itself: a query that cannot be read is told at once.
      store.readPages(range);
      return { [Symbol.iterator]: () => readPages(range) };
    },
    counts: (range) => store.counts(range),
    position: (id) => store.position(id),
    gaps: (range) => store.gaps(range),
    [Symbol.dispose]: () => store[Symbol.dispose](),
  };
}

/** 1 to `count`. */
export function idsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

import { hostname } from 'node:os';
import { AppError, toWireError } from '#contract/errors.ts';
import type { ExportBatch, Verification } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { RedactionKind } from '#contract/redaction.ts';
import { savedQueryKey } from '../../annotations/saved-query-key.ts';
import type { ExportStore } from '../export-store.ts';
import { bindNames, digitsOfParts, partPath } from '../files/batch-names.ts';
import { checkExportPath } from '../files/export-path.ts';
import type { FileCalls } from '../files/output-file.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { BatchOwner, isOwnerAlive } from './batch-owner.ts';
import { BatchQueue } from './batch-queue.ts';
import type { BatchRecord } from './batch-record.ts';
import { BatchRun } from './batch-run.ts';
import { BatchStore } from './batch-store.ts';
import { downloadBatch } from './download-batch.ts';
import { legacyWatermark } from './legacy-watermark.ts';
import {
  batchEnded,
  getBatch,
  interrupted,
  readBatch,
  readFiles,
  readPseudonymKey,
  readTotals,
} from './read-batches.ts';
import { recoverBatch } from './recover-batch.ts';
import { verifyManifest } from './verify-manifest.ts';

/** Where only bytes bound a file, a row is taken to have at least so many for the number of digits in the names. */
const SMALL_ROW_BYTES = 50;

export interface BatchServiceOptions {
  dataDir: string;
  version: string;
  /** Opens the store for reading; called when it is first needed, and again after it failed. */
  openStore: () => ExportStore;
  createRedactor: (kinds: readonly RedactionKind[], key: Buffer) => Redactor;
  emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void;
  /** This process goes on with what an earlier one left unfinished, and leaves its own unfinished batches to the next. */
  isKeeper: boolean;
  /** A test puts a disk in its place that fails. */
  fileCalls?: FileCalls;
}

/** What a new batch is asked for with. */
export interface BatchOrder {
  request: ExportRequest;
  origin: ExportBatch['origin'];
  /** As counted before. */
  rowsTotal?: number | undefined;
}

/** Everything that happens to batches in this process: asked for, written, held, cancelled, recovered. */
export class BatchService {
  readonly bookkeeping: BatchStore;
  readonly #options: BatchServiceOptions;
  readonly #owner: BatchOwner;
  readonly #queue: BatchQueue;

  /** @throws AppError when the bookkeeping cannot be opened. */
  constructor(options: BatchServiceOptions) {
    this.#options = options;
    this.bookkeeping = new BatchStore(options.dataDir);
    this.#owner = new BatchOwner(options.dataDir);
    this.#queue = new BatchQueue({
      bookkeeping: this.bookkeeping,
      owner: this.#owner.name,
      openRun: (id) => this.#openRun(id),
      present: (id) => this.#stored(id),
      onChanged: (batch) => options.emit('exports.progressed', batch),
      atClose: options.isKeeper ? 'queue' : 'pause',
    });
  }

  /**
   * Puts an export into the queue.
   * @throws AppError `export.invalid` for what could never be carried out, `query.invalid`, `export.unfinished`.
   */
  start({ request: asked, origin, rowsTotal }: BatchOrder): ExportBatch {
    this.check(asked);
    // Relative times mean the same when the batch is resumed tomorrow.
    const query = { nowUnixUs: Date.now() * 1000, ...asked.query };
    const request = asked.query.where === undefined ? asked : { ...asked, query };
    const { watermark: name } = request;
    if (name !== undefined)
      this.bookkeeping.startWatermark(name, legacyWatermark(this.#options.dataDir, name));
    const { id } = this.bookkeeping.create({
      request,
      origin,
      owner: this.#owner.name,
      host: hostname(),
      rowsTotal: rowsTotal ?? null,
      watermark: name === undefined ? null : { key: savedQueryKey(name), name },
    });
    // Told before it begins: its number comes first, its progress later.
    const batch = this.#stored(id);
    this.#queue.add(id);
    return batch;
  }

  /**
   * Says at once what would only be found out when a batch begins.
   * @throws AppError `export.invalid`, `query.invalid`.
   */
  check(request: ExportRequest): void {
    const names = bindNames(request, { timeUnixUs: 0, name: 'x', batchId: 1, host: 'x' });
    if (request.target.kind === 'download') {
      throw new AppError('export.invalid', 'A download needs a browser to go to.');
    }
    checkExportPath(partPath(names, 1, 4));
    this.#options.openStore().readPages({
      query: request.query,
      columns: request.columns,
      afterId: 0,
      lastId: 0,
    });
    if (request.afterBatchId !== undefined) this.#record(request.afterBatchId);
  }

  /** Exports to whoever takes the bytes, and keeps a record of it: see downloadBatch. */
  async download(
    request: ExportRequest,
    send: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>,
    signal: AbortSignal,
  ): Promise<number> {
    return await downloadBatch(
      {
        request,
        store: this.#options.openStore(),
        bookkeeping: this.bookkeeping,
        owner: this.#owner.name,
        version: this.#options.version,
        redactor: this.redactorOf(request),
        onChanged: (id) => this.#tell(id),
      },
      send,
      signal,
    );
  }

  /** null: nothing of the request is to be redacted. */
  redactorOf({ redacts }: Pick<ExportRequest, 'redacts'>): Redactor | null {
    if (redacts.length === 0) return null;
    return this.#options.createRedactor(redacts, readPseudonymKey(this.bookkeeping.database));
  }

  /** @throws AppError `export.not-found`, `export.invalid` when it is not this process that has it. */
  pause(id: number): void {
    const batch = this.#unended(id);
    if (this.#queue.has(id)) this.#queue.pause(id);
    else if (batch.state !== 'paused') {
      throw new AppError('export.invalid', `Another Hydrant works on batch #${String(id)}.`, {
        remedy: 'Hold it there.',
      });
    }
  }

  /** @throws AppError `export.not-found`, `export.invalid` when it has ended, or another process has it. */
  resume(id: number, replacesExisting: boolean): void {
    this.#unended(id);
    const isRunning = this.#queue.active?.id === id;
    if (!isRunning) this.#claim(id);
    if (replacesExisting) this.bookkeeping.allowReplacing(id);
    if (!isRunning) this.#tell(id);
    if (!this.#queue.resume(id)) this.#queue.add(id);
  }

  /** Resolves when nothing of it is left. @throws AppError as `resume`. */
  async cancel(id: number): Promise<void> {
    this.#unended(id);
    if (!this.#queue.has(id)) this.#claim(id);
    await this.#queue.cancel(id);
  }

  /** @throws AppError `export.not-found`, `export.invalid` when it has not ended. */
  remove(id: number): void {
    this.bookkeeping.remove(id);
    this.#options.emit('exports.removed', { id });
  }

  /** The batch as it stands now. @throws AppError `export.not-found`. */
  get(id: number): ExportBatch {
    const active = this.#queue.active;
    return active?.id === id ? active : this.#stored(id);
  }

  /** @throws AppError `export.not-found` when it has no manifest, and as verifyManifest. */
  async verify(id: number, signal?: AbortSignal): Promise<Verification> {
    const { manifestPath } = this.#stored(id);
    if (manifestPath === null) {
      throw new AppError('export.not-found', `Batch #${String(id)} has no manifest beside its files.`);
    }
    return await verifyManifest(manifestPath, signal);
  }

  /** Takes up what processes that are gone left behind: what the app was writing goes on, what a command was writing stands still. */
  recover(): void {
    for (const id of this.bookkeeping.unfinishedIds()) {
      const record = this.#record(id);
      if (record.state === 'paused' || this.#queue.has(id) || this.#isElsewhere(id)) continue;
      if (record.origin === 'download')
        this.bookkeeping.abandon(id, 'cancelled', record.elapsedMs, interrupted());
      else if (record.origin === 'command') this.#leaveInOrder(record);
      else {
        this.#claim(id);
        this.#queue.add(id);
      }
      this.#tell(id);
    }
  }

  /** Takes back what is half-written; what was not completed can be resumed later. */
  async close(): Promise<void> {
    await this.#queue.close();
    this.bookkeeping[Symbol.dispose]();
    this.#owner[Symbol.dispose]();
  }

  #openRun(id: number): BatchRun {
    const source = this.#options.openStore();
    const before = this.#record(id);
    if (before.range !== null) recoverBatch(this.bookkeeping, before);
    let record = this.bookkeeping.begin(id, this.#owner.name);
    if (before.range === null) {
      this.bookkeeping.setPartDigits(id, partDigitsOf(record));
      record = this.#record(id);
    }
    return new BatchRun({
      record,
      files: readFiles(this.bookkeeping.database, id),
      totals: readTotals(this.bookkeeping.database, id),
      source,
      bookkeeping: this.bookkeeping,
      redactor: this.redactorOf(record.request),
      name: record.request.watermark ?? null,
      machine: hostname(),
      version: this.#options.version,
      onProgress: (batch) => this.#options.emit('exports.progressed', batch),
      ...(this.#options.fileCalls === undefined ? {} : { fileCalls: this.#options.fileCalls }),
    });
  }

  /** What a command left: files that are complete get their names, the rest waits until somebody resumes it. */
  #leaveInOrder(record: BatchRecord): void {
    try {
      recoverBatch(this.bookkeeping, record);
      this.bookkeeping.pause(record.id, record.elapsedMs, interrupted());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.bookkeeping.pause(record.id, record.elapsedMs, toWireError(error));
    }
  }

  #unended(id: number): BatchRecord {
    const record = this.#record(id);
    if (!hasEnded(record.state)) return record;
    throw batchEnded(id, record.state);
  }

  #claim(id: number): void {
    this.bookkeeping.claim(id, this.#owner.name, (owner) => isOwnerAlive(this.#options.dataDir, owner));
  }

  #isElsewhere(id: number): boolean {
    const { owner } = this.#record(id);
    return owner !== null && owner !== this.#owner.name && isOwnerAlive(this.#options.dataDir, owner);
  }

  #record(id: number): BatchRecord {
    return readBatch(this.bookkeeping.database, id);
  }

  #stored(id: number): ExportBatch {
    return getBatch(this.bookkeeping.database, this.#options.dataDir, id);
  }

  #tell(id: number): void {
    this.#options.emit('exports.progressed', this.get(id));
  }
}

function partDigitsOf({ request, range, rowsTotal }: BatchRecord): number {
  const rows = rowsTotal ?? (range === null ? 0 : range.lastId - range.afterId);
  const { rowsPerFile = Infinity, bytesPerFile = Infinity } = request;
  const rowsOfFile = Math.min(rowsPerFile, Math.max(1, Math.floor(bytesPerFile / SMALL_ROW_BYTES)));
  return digitsOfParts(Math.ceil(rows / rowsOfFile));
}

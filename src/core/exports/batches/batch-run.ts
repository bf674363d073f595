import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportBatch } from '#contract/export-batch.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { EntryPages, ExportEntry } from '../export-entry.ts';
import type { ExportStore } from '../export-store.ts';
import { EXPORT_FORMATS } from '../formats/export-formats.ts';
import { manifestPath, partPath } from '../files/batch-names.ts';
import { checkExportPath } from '../files/export-path.ts';
import { OutputFile, checkTarget, type FileCalls } from '../files/output-file.ts';
import { RedactedEntry } from '../redaction/redacted-entry.ts';
import { redactQuery } from '../redaction/redact-query.ts';
import type { Redactor } from '../redaction/redactor.ts';
import {
  toExportBatch,
  toExportFile,
  type BatchRecord,
  type FileRecord,
  type FileTotals,
} from './batch-record.ts';
import type { BatchStore } from './batch-store.ts';
import { manifestText } from './manifest.ts';
import { PartWriter } from './part-writer.ts';
import { LISTED_FILES, addRedactions, addSeverities } from './read-batches.ts';

/** Ten a second, as the contract promises. */
const PROGRESS_INTERVAL_MS = 100;

/** What is wanted of a run. It is asked between two pages, some milliseconds apart. */
export type Wish = 'go' | 'pause' | 'stop';

export interface BatchRunOptions {
  /** Running, with its range. */
  record: BatchRecord;
  /** Of what is complete already. */
  files: readonly FileRecord[];
  totals: FileTotals;
  source: ExportStore;
  bookkeeping: Pick<BatchStore, 'addFile' | 'filePublished' | 'forgetFiles' | 'setManifest' | 'complete'>;
  /** null: nothing is redacted. */
  redactor: Redactor | null;
  /** Of the recurring export. */
  name: string | null;
  machine: string;
  version: string;
  /** At most ten times a second while it runs. */
  onProgress: (batch: ExportBatch) => void;
  fileCalls?: FileCalls;
  nowUnixUs?: () => number;
}

/**
 * The writing of one batch, part by part: a part is complete on the disk, then known to the bookkeeping, then it gets its name. After a crash
 * in between, whoever resumes the batch finishes the part that is known and goes on behind it. Lives from the first page to the
 * manifest; between two calls of `run` everything stays open.
 */
export class BatchRun {
  readonly #options: BatchRunOptions;
  readonly #request: ExportRequest;
  readonly #files: FileRecord[];
  readonly #totals: FileTotals;
  #pages: Iterator<readonly ExportEntry[]> | undefined;
  #part: PartWriter | undefined;
  /** Rows of the last page that are not written yet. */
  #rest: readonly ExportEntry[] = [];
  #elapsedMs: number;
  #runningSinceMs: number | undefined;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: BatchRunOptions) {
    this.#options = options;
    this.#request = options.record.request;
    this.#files = [...options.files];
    this.#totals = structuredClone(options.totals);
    this.#elapsedMs = options.record.elapsedMs;
  }

  /** Time spent writing, in this run and before. */
  get elapsedMs(): number {
    const since = this.#runningSinceMs;
    return this.#elapsedMs + (since === undefined ? 0 : performance.now() - since);
  }

  /**
   * Goes on until the batch is completed, or something else is wished for: `paused` keeps everything as it is for the next call,
   * `stopped` has taken the unfinished part back. Throws what went wrong, having taken it back, too.
   */
  async run(wish: () => Wish): Promise<'completed' | 'paused' | 'stopped'> {
    this.#runningSinceMs = performance.now();
    let isOpen = false;
    try {
      this.#pages ??= this.#begin()[Symbol.iterator]();
      const outcome = await this.#write(wish, this.#pages);
      isOpen = outcome === 'paused';
      return outcome;
    } finally {
      this.#elapsedMs = this.elapsedMs;
      this.#runningSinceMs = undefined;
      if (!isOpen) this.discard();
    }
  }

  /** Takes the unfinished part back. The run is over then. */
  discard(): void {
    this.#part?.discard();
    this.#part = undefined;
    this.#pages?.return?.();
    this.#pages = undefined;
    this.#rest = [];
  }

  /** The batch as it stands now. */
  snapshot(): ExportBatch {
    const part = this.#part;
    const totals = structuredClone(this.#totals);
    if (part !== undefined) {
      totals.rows += part.rows;
      totals.sizeBytes += part.sizeBytes;
      totals.coveredToId = part.lastEntryId ?? totals.coveredToId;
      addSeverities(totals.bySeverity, part.bySeverity);
      addRedactions(totals.redactions, part.redactions);
    }
    const record = { ...this.#options.record, elapsedMs: this.elapsedMs };
    const listed = this.#files.slice(0, LISTED_FILES).map(toExportFile);
    return { ...toExportBatch(record, totals, listed), currentPath: part?.path ?? null };
  }

  #begin(): EntryPages {
    const { record, source } = this.#options;
    const { names } = record;
    const next = partPath(names, this.#files.length + 1, record.partDigits);
    checkExportPath(next);
    checkExportPath(manifestPath(names));
    // Of a batch that lacks only its manifest no file is left to be written: of one that is not split the next would be its own.
    const isWritten = this.#files.length > 0 && this.#totals.coveredToId === this.#range.lastId;
    if (!isWritten) checkTarget(next, this.#request.replacesExisting);
    if (record.manifestPath === null) checkTarget(manifestPath(names), this.#request.replacesExisting);
    return source.readPages({
      query: this.#request.query,
      columns: this.#request.columns,
      needsAllFields: EXPORT_FORMATS[this.#request.format].needsAllFields,
      afterId: this.#totals.coveredToId ?? this.#range.afterId,
      lastId: this.#range.lastId,
    });
  }

  async #write(
    wish: () => Wish,
    pages: Iterator<readonly ExportEntry[]>,
  ): Promise<'completed' | 'paused' | 'stopped'> {
    for (;;) {
      const wished = wish();
      if (wished !== 'go') return wished === 'pause' ? 'paused' : 'stopped';
      if (this.#rest.length === 0) {
        const page = pages.next();
        if (page.done === true) break;
        this.#rest = page.value;
      }
      await this.#writeRest();
      await this.#part?.drain();
      this.#report();
      await nextTurn();
    }
    // An export that finds nothing is a file, too: it says so.
    if (this.#files.length === 0 && this.#part === undefined) this.#openPart();
    if (this.#part !== undefined) await this.#closePart(this.#part, this.#range.lastId);
    this.#finish();
    return 'completed';
  }

  /** All of it, or up to the end of a file: a page can fill hundreds, and each takes as long as a disk takes. */
  async #writeRest(): Promise<void> {
    const { redactor } = this.#options;
    const rows = this.#rest;
    this.#rest = [];
    for (const [index, stored] of rows.entries()) {
      const entry = redactor === null ? stored : new RedactedEntry(stored, redactor);
      const before = this.#part ?? this.#openPart();
      let part = before.isFull ? await this.#nextPart(before) : before;
      const rejected = part.add(entry);
      if (rejected !== null) {
        part = await this.#nextPart(part);
        part.addRejected(entry, rejected);
      }
      if (part !== before) {
        this.#rest = rows.slice(index + 1);
        return;
      }
    }
  }

  async #nextPart(part: PartWriter): Promise<PartWriter> {
    await this.#closePart(part, part.lastEntryId ?? 0);
    return this.#openPart();
  }

  #openPart(): PartWriter {
    const { record, redactor, fileCalls } = this.#options;
    const number = this.#files.length + 1;
    this.#part = new PartWriter({
      request: this.#request,
      number,
      path: partPath(record.names, number, record.partDigits),
      redactor,
      ...(fileCalls === undefined ? {} : { fileCalls }),
    });
    return this.#part;
  }

  async #closePart(part: PartWriter, coveredToId: number): Promise<void> {
    const { record, bookkeeping, source } = this.#options;
    const closed = await part.close((id) => source.position(id));
    const file: FileRecord = { ...closed, coveredToId, isPublished: false };
    bookkeeping.addFile(record.id, file);
    try {
      part.publish();
    } catch (error) {
      bookkeeping.forgetFiles(record.id, file.part);
      throw error;
    }
    bookkeeping.filePublished(record.id, file.part);
    this.#part = undefined;
    this.#files.push({ ...file, isPublished: true });
    this.#totals.files += 1;
    this.#totals.rows += file.rows;
    this.#totals.sizeBytes += file.sizeBytes;
    this.#totals.coveredToId = coveredToId;
    addSeverities(this.#totals.bySeverity, file.bySeverity);
    addRedactions(this.#totals.redactions, file.redactions);
  }

  /** Manifest, then the end of the batch. */
  #finish(): void {
    const { record, bookkeeping, source, redactor, fileCalls } = this.#options;
    const path = manifestPath(record.names);
    const { query } = this.#request;
    const text = manifestText({
      record,
      name: this.#options.name,
      files: this.#files,
      totals: this.#totals,
      gaps: source.gaps({ query, ...this.#range }),
      query: redactor === null ? query : redactQuery(query, redactor),
      completedAtUnixUs: (this.#options.nowUnixUs ?? (() => Date.now() * 1000))(),
      machine: this.#options.machine,
      version: this.#options.version,
    });
    const isOurs = record.manifestPath === path;
    const file = new OutputFile(path, fileCalls);
    try {
      file.write(Buffer.from(text));
      file.close();
      bookkeeping.setManifest(record.id, path, text);
      file.publish(this.#request.replacesExisting || isOurs);
    } finally {
      file.discard();
    }
    bookkeeping.complete(record.id, this.elapsedMs);
  }

  #report(): void {
    const nowMs = performance.now();
    if (nowMs - this.#reportedAtMs < PROGRESS_INTERVAL_MS) return;
    this.#reportedAtMs = nowMs;
    this.#options.onProgress(this.snapshot());
  }

  get #range(): { afterId: number; lastId: number } {
    const { range, id } = this.#options.record;
    if (range === null) throw new Error(`batch ${String(id)} has no range`);
    return range;
  }
}

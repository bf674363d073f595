import type { ExportRequest } from '#contract/export-request.ts';
import type { RedactionCounts } from '#contract/redaction.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { ExportEntry } from '../export-entry.ts';
import { ChunkBuffer } from '../files/chunk-buffer.ts';
import type { FileCalls } from '../files/output-file.ts';
import { PartFile } from '../files/part-file.ts';
import { RowBuffer } from '../files/row-buffer.ts';
import type { RowEncoder } from '../formats/export-format.ts';
import { EXPORT_FORMATS } from '../formats/export-formats.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { EntryMark, FileRecord } from './batch-record.ts';

/** Measured: 64 KiB costs 4 % more time in system calls, more than this gains nothing. */
const CHUNK_BYTES = 256 * 1024;

export interface PartWriterOptions {
  request: ExportRequest;
  /** From 1. */
  number: number;
  path: string;
  redactor: Pick<Redactor, 'counts'> | null;
  fileCalls?: FileCalls;
}

/** A row that would have made its file too large, as it goes into the next one. */
export interface RejectedRow {
  bytes: RowBuffer;
  redactionsBefore: RedactionCounts;
}

type Edge = Omit<EntryMark, 'position'>;

/** Turns entries into one file of a batch, up to the size that was asked for. A file has one row at least, however large. */
export class PartWriter {
  readonly path: string;
  readonly bySeverity: SeverityCounts = emptySeverityCounts();
  readonly #number: number;
  readonly #file: PartFile;
  readonly #encoder: RowEncoder;
  readonly #output: ChunkBuffer;
  readonly #rowsPerFile: number;
  readonly #bytesPerFile: number;
  readonly #redactor: PartWriterOptions['redactor'];
  /** Only where bytes count and rows are written one by one: the row that is about to be added. */
  #row: RowBuffer | undefined;
  #redactionsBefore: RedactionCounts;
  /** Set when a row was rejected: what was replaced in it is not this file's. */
  #redactions: RedactionCounts | undefined;
  #rows = 0;
  #first: Edge | null = null;
  #last: Edge | null = null;

  /** Opens the temporary file. @throws AppError when it cannot be made, or its name is taken. */
  constructor({ request, number, path, redactor, fileCalls }: PartWriterOptions) {
    const format = EXPORT_FORMATS[request.format];
    this.path = path;
    this.#number = number;
    this.#redactor = redactor;
    this.#redactionsBefore = { ...redactor?.counts };
    this.#rowsPerFile = request.rowsPerFile ?? Number.POSITIVE_INFINITY;
    this.#bytesPerFile = request.bytesPerFile ?? Number.POSITIVE_INFINITY;
    const holdsRows = request.format === 'parquet';
    if (request.bytesPerFile !== undefined && !holdsRows) this.#row = new RowBuffer();
    this.#file = new PartFile({
      path,
      // Parquet compresses inside.
      compression: holdsRows ? 'none' : request.compression,
      replacesExisting: request.replacesExisting,
      ...(fileCalls === undefined ? {} : { calls: fileCalls }),
    });
    this.#output = new ChunkBuffer(CHUNK_BYTES, (chunk) => this.#file.write(chunk));
    this.#encoder = format.createEncoder(request);
    this.#encoder.begin(this.#output);
  }

  get rows(): number {
    return this.#rows;
  }

  /** As on the disk so far. */
  get sizeBytes(): number {
    return this.#file.sizeBytes;
  }

  get lastEntryId(): number | null {
    return this.#last?.id ?? null;
  }

  /** The next row belongs to the next file, whatever it is. */
  get isFull(): boolean {
    if (this.#rows >= this.#rowsPerFile) return true;
    return this.#rows > 0 && this.#bytesAdded >= this.#bytesPerFile;
  }

  /** Replaced in this file so far. */
  get redactions(): RedactionCounts {
    return this.#redactions ?? difference(this.#redactor?.counts ?? {}, this.#redactionsBefore);
  }

  /** Adds an entry. Returns what belongs into the next file when it would make this one too large; null: it was added. */
  add(entry: ExportEntry): RejectedRow | null {
    const row = this.#row;
    if (row === undefined) this.#encoder.encodeRow(entry, this.#output);
    else {
      const redactionsBefore = this.#redactor === null ? {} : { ...this.#redactor.counts };
      this.#encoder.encodeRow(entry, row);
      if (this.#rows > 0 && this.#bytesAdded + row.sizeBytes > this.#bytesPerFile) {
        this.#redactions = difference(redactionsBefore, this.#redactionsBefore);
        this.#row = undefined;
        return { bytes: row, redactionsBefore };
      }
      row.moveTo(this.#output);
    }
    this.#count(entry);
    return null;
  }

  /** Adds what the file before could not take. Only as the first row. */
  addRejected(entry: ExportEntry, { bytes, redactionsBefore }: RejectedRow): void {
    this.#redactionsBefore = redactionsBefore;
    bytes.moveTo(this.#output);
    this.#count(entry);
  }

  /** Resolves when little of what was written waits for the compressor. */
  drain(): Promise<void> {
    return this.#file.drain();
  }

  /** All of it is on the disk afterwards. @param positionOf - The source's own position of an entry. */
  async close(positionOf: (id: number) => string): Promise<Omit<FileRecord, 'coveredToId' | 'isPublished'>> {
    this.#encoder.end(this.#output);
    this.#output.flush();
    const closed = await this.#file.close();
    const marked = (edge: Edge | null) => (edge === null ? null : { ...edge, position: positionOf(edge.id) });
    return {
      part: this.#number,
      path: this.path,
      rows: this.#rows,
      bySeverity: this.bySeverity,
      redactions: this.redactions,
      first: marked(this.#first),
      last: marked(this.#last),
      ...closed,
    };
  }

  /** Gives the closed file its name. */
  publish(): void {
    this.#file.publish();
  }

  /** Takes back what was written. Never throws; does nothing to a published file. */
  discard(): void {
    this.#file.discard();
  }

  get #bytesAdded(): number {
    return this.#output.bytesAdded + this.#encoder.pendingBytes;
  }

  #count({ id, timeUnixUs, severity }: ExportEntry): void {
    this.#rows += 1;
    this.bySeverity[severity] = (this.bySeverity[severity] ?? 0) + 1;
    this.#first ??= { id, timeUnixUs };
    if (this.#last === null) this.#last = { id, timeUnixUs };
    else {
      this.#last.id = id;
      this.#last.timeUnixUs = timeUnixUs;
    }
  }
}

function difference(now: RedactionCounts, before: RedactionCounts): RedactionCounts {
  const kinds = Object.keys(now) as (keyof RedactionCounts)[];
  return Object.fromEntries(kinds.map((kind) => [kind, (now[kind] ?? 0) - (before[kind] ?? 0)]));
}

import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { emptySeverityCounts, type SeverityCounts } from '#contract/severity.ts';
import type { ExportStore } from '../export-store.ts';
import { ChunkBuffer } from '../files/chunk-buffer.ts';
import { Compressor } from '../files/compressor.ts';
import { EXPORT_FORMATS } from '../formats/export-formats.ts';
import { RedactedEntry } from '../redaction/redacted-entry.ts';
import type { Redactor } from '../redaction/redactor.ts';

/** The size of most chunks; a value that is larger is a chunk of its own. */
const CHUNK_BYTES = 256 * 1024;

/** What is read of the store, and what is done to it. */
export interface StreamSource {
  store: ExportStore;
  /** Entries with `afterId` < id <= `lastId`. */
  afterId: number;
  lastId: number;
  redactor: Redactor | null;
}

/** What went through a stream. */
export interface StreamTotals {
  rows: number;
  bySeverity: SeverityCounts;
  sizeBytes: number;
  sha256: string;
  firstEntry: { id: number; timeUnixUs: number } | null;
  lastEntry: { id: number; timeUnixUs: number } | null;
}

/**
 * Exports as a stream of bytes. `send` gets one chunk after another, each an ArrayBuffer of its own that may be
 * transferred, and is waited for: a slow reader makes the export wait. Holds one page and its chunks at a time.
 * `target`, the sizes of files, `replacesExisting` and `watermark` of the request mean nothing here.
 * @throws AppError `cancelled` soon after `signal` was aborted; what `send` throws passes through.
 */
export async function streamExport(
  request: ExportRequest,
  { store, afterId, lastId, redactor }: StreamSource,
  send: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>,
  signal: AbortSignal,
): Promise<StreamTotals> {
  const format = EXPORT_FORMATS[request.format];
  const encoder = format.createEncoder(request);
  const hash = createHash('sha256');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const totals: StreamTotals = {
    rows: 0,
    bySeverity: emptySeverityCounts(),
    sizeBytes: 0,
    sha256: '',
    firstEntry: null,
    lastEntry: null,
  };
  const take = (bytes: Uint8Array) => {
    hash.update(bytes);
    totals.sizeBytes += bytes.length;
    chunks.push(new Uint8Array(bytes));
  };
  const isCompressed = request.compression !== 'none' && request.format !== 'parquet';
  const compressor = isCompressed
    ? new Compressor(request.compression === 'gzip' ? 'gzip' : 'zstd', take)
    : undefined;
  const output = new ChunkBuffer(CHUNK_BYTES, (chunk) => {
    if (compressor === undefined) take(chunk);
    else compressor.push(chunk);
  });
  try {
    const { query, columns } = request;
    encoder.begin(output);
    const pages = store.readPages({ query, columns, needsAllFields: format.needsAllFields, afterId, lastId });
    for (const page of pages) {
      for (const stored of page) {
        const { id, timeUnixUs, severity } = stored;
        encoder.encodeRow(redactor === null ? stored : new RedactedEntry(stored, redactor), output);
        totals.rows += 1;
        totals.bySeverity[severity] = (totals.bySeverity[severity] ?? 0) + 1;
        totals.firstEntry ??= { id, timeUnixUs };
        totals.lastEntry = { id, timeUnixUs };
      }
      await compressor?.drain();
      await sendAll();
      await nextTurn();
    }
    encoder.end(output);
    output.flush();
    await compressor?.end();
    await sendAll();
    return { ...totals, sha256: hash.digest('hex') };
  } finally {
    compressor?.abort();
  }

  async function sendAll(): Promise<void> {
    for (const chunk of chunks.splice(0)) {
      if (signal.aborted) break;
      await send(chunk);
    }
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  }
}

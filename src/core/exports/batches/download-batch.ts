import { hostname } from 'node:os';
import { AppError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { ExportStore } from '../export-store.ts';
import { partPath } from '../files/batch-names.ts';
import { redactQuery } from '../redaction/redact-query.ts';
import type { Redactor } from '../redaction/redactor.ts';
import { streamExport, type StreamTotals } from '../streams/export-stream.ts';
import type { FileRecord, FileTotals } from './batch-record.ts';
import type { BatchStore } from './batch-store.ts';
import { manifestText } from './manifest.ts';

export interface DownloadOptions {
  request: ExportRequest;
  store: ExportStore;
  bookkeeping: BatchStore;
  owner: string;
  version: string;
  redactor: Redactor | null;
  /** Told when the batch was kept, and when it has ended. */
  onChanged: (id: number) => void;
}

/**
 * Exports as a stream that goes to a browser, and keeps a record of it with its manifest: there is no place beside the file where Hydrant
 * could put one. What is cancelled or breaks off is kept as such. Returns the number of rows; throws as streamExport.
 */
export async function downloadBatch(
  options: DownloadOptions,
  send: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const { request, store, bookkeeping, owner, redactor, onChanged } = options;
  if (request.watermark !== undefined) {
    throw new AppError(
      'export.invalid',
      'Whether a download arrived is not known, so none can be continued.',
      {
        remedy: 'Export to a file instead.',
      },
    );
  }
  const { id } = bookkeeping.create({
    request,
    origin: 'download',
    owner,
    host: hostname(),
    rowsTotal: null,
    watermark: null,
  });
  const startedAtMs = performance.now();
  const elapsedMs = () => performance.now() - startedAtMs;
  try {
    const record = bookkeeping.begin(id, owner);
    onChanged(id);
    const range = record.range ?? { afterId: 0, lastId: 0 };
    const totals = await streamExport(request, { store, redactor, ...range }, send, signal);
    const file = fileOf(totals, partPath(record.names, 1, record.partDigits), range.lastId, store, redactor);
    bookkeeping.addFile(id, file);
    const text = manifestText({
      record,
      name: null,
      files: [file],
      totals: totalsOf(file),
      gaps: store.gaps({ query: request.query, ...range }),
      query: redactor === null ? request.query : redactQuery(request.query, redactor),
      completedAtUnixUs: Date.now() * 1000,
      machine: hostname(),
      version: options.version,
    });
    bookkeeping.setManifest(id, null, text);
    bookkeeping.complete(id, elapsedMs());
    return totals.rows;
  } catch (error) {
    bookkeeping.abandon(id, 'cancelled', elapsedMs(), null);
    throw error;
  } finally {
    onChanged(id);
  }
}

function fileOf(
  totals: StreamTotals,
  path: string,
  coveredToId: number,
  store: ExportStore,
  redactor: Redactor | null,
): FileRecord {
  const marked = (entry: StreamTotals['firstEntry']) =>
    entry === null ? null : { ...entry, position: store.position(entry.id) };
  return {
    part: 1,
    path,
    partialPath: '',
    isPublished: true,
    coveredToId,
    rows: totals.rows,
    bySeverity: totals.bySeverity,
    redactions: { ...redactor?.counts },
    sizeBytes: totals.sizeBytes,
    sha256: totals.sha256,
    first: marked(totals.firstEntry),
    last: marked(totals.lastEntry),
  };
}

function totalsOf(file: FileRecord): FileTotals {
  const { rows, sizeBytes, bySeverity, redactions, coveredToId } = file;
  return { files: 1, rows, sizeBytes, bySeverity, redactions, coveredToId };
}

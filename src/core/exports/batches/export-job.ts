import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportJob, ExportRequest } from '#contract/export.ts';
import { textOptionsSchema, timeOptionsSchema } from '#contract/export-format.ts';
import type { WireError } from '#contract/errors.ts';
import { AppError, toWireError } from '#contract/errors.ts';
import { ChunkBuffer } from '../files/chunk-buffer.ts';
import { EXPORT_FORMATS } from '../formats/export-formats.ts';
import { checkExportPath } from '../files/export-path.ts';
import type { ExportStore } from '../export-store.ts';
import type { FileCalls } from '../files/output-file.ts';
import { OutputFiles } from '../files/output-files.ts';
import type { WatermarkStore } from './watermark-store.ts';

/** Measured: 64 KiB costs 4 % more time in system calls, more than this gains nothing. */
const CHUNK_BYTES = 256 * 1024;

/** Ten a second, as the contract promises. */
const PROGRESS_INTERVAL_MS = 100;

export interface ExportJobOptions {
  id: number;
  request: ExportRequest;
  /** As counted before; null when nobody counted. */
  rowsTotal: number | null;
  /** Called once, at the beginning; what it throws is how the job fails. */
  openStore: () => ExportStore;
  watermarks: WatermarkStore;
  /** Called at most ten times a second while the job runs, not at its end. */
  onProgress: (job: ExportJob) => void;
  fileCalls?: FileCalls;
}

/** How a job ended. Closed: a new way to end is a new word here and in the contract. */
type ExportOutcome =
  | { state: 'completed'; files: string[] }
  | { state: 'cancelled' }
  | { state: 'failed'; error: WireError };

/**
 * Writes matching entries to files and resolves with the job as it ended; never rejects. Nothing stands under a final name until
 * all parts are complete; cancelled or failed, nothing is left. Lets other work of its thread run between two pages,
 * and looks at `signal` there.
 */
export async function runExportJob(options: ExportJobOptions, signal: AbortSignal): Promise<ExportJob> {
  const run = new ExportRun(options);
  try {
    return run.snapshot({ state: 'completed', files: await run.write(signal) });
  } catch (error) {
    const isCancelled = error instanceof AppError && error.code === 'cancelled';
    return run.snapshot(
      isCancelled ? { state: 'cancelled' } : { state: 'failed', error: toWireError(error) },
    );
  }
}

class ExportRun {
  readonly #options: ExportJobOptions;
  readonly #startedAtUnixUs = Date.now() * 1000;
  readonly #startedAtMs = performance.now();
  #rowsWritten = 0;
  #bytesWritten = 0;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ExportJobOptions) {
    this.#options = options;
  }

  snapshot(outcome: ExportOutcome | { state: 'running' }): ExportJob {
    const { id, request, rowsTotal } = this.#options;
    return {
      id,
      state: outcome.state,
      request,
      rowsTotal,
      rowsWritten: this.#rowsWritten,
      bytesWritten: this.#bytesWritten,
      files: outcome.state === 'completed' ? outcome.files : [],
      startedAtUnixUs: this.#startedAtUnixUs,
      elapsedMs: performance.now() - this.#startedAtMs,
      error: outcome.state === 'failed' ? outcome.error : null,
    };
  }

  async write(signal: AbortSignal): Promise<string[]> {
    const { request, watermarks, fileCalls } = this.#options;
    checkExportPath(request.path);
    const store = this.#options.openStore();
    const range = this.#range(store);
    const files = new OutputFiles({
      path: request.path,
      isNumbered: request.rowsPerFile !== undefined,
      replacesExisting: request.replacesExisting,
      ...(fileCalls === undefined ? {} : { calls: fileCalls }),
    });
    try {
      await this.#writeRows(store, range, files, signal);
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      return request.watermark === undefined
        ? files.publish()
        : publishWithWatermark(files, watermarks, request.watermark, range);
    } finally {
      files.discard();
    }
  }

  #range(store: ExportStore): { afterId: number; lastId: number } {
    const { request, watermarks } = this.#options;
    const newestId = store.lastId();
    const afterId = request.watermark === undefined ? 0 : watermarks.read(request.watermark);
    if (afterId > newestId) {
      throw new AppError(
        'export.invalid',
        `The last export named "${request.watermark ?? ''}" ended at entry ${String(afterId)}, but the store ends at ${String(newestId)}: it is another store.`,
        { remedy: 'Use another name for exports of this store.' },
      );
    }
    // Without a bound an export of a busy log would never end. What is already covered stays covered.
    return { afterId, lastId: Math.max(afterId, Math.min(request.lastId ?? newestId, newestId)) };
  }

  async #writeRows(
    store: ExportStore,
    range: { afterId: number; lastId: number },
    files: OutputFiles,
    signal: AbortSignal,
  ): Promise<void> {
    const { request } = this.#options;
    const { query, columns, neutralisesFormulas } = request;
    const rowsPerFile = request.rowsPerFile ?? Number.POSITIVE_INFINITY;
    const encoder = EXPORT_FORMATS[request.format].createEncoder({
      columns,
      compression: 'none',
      text: textOptionsSchema.parse({ neutralisesFormulas }),
      times: timeOptionsSchema.parse({}),
    });
    const output = new ChunkBuffer(CHUNK_BYTES, (chunk) => files.write(chunk));
    const pages = store.readPages({ query, columns, needsAllFields: false, ...range });
    let rowsLeftInFile = rowsPerFile;
    files.openNext();
    encoder.begin(output);
    for (const page of pages) {
      for (const entry of page) {
        if (rowsLeftInFile === 0) {
          encoder.end(output);
          output.flush();
          files.openNext();
          encoder.begin(output);
          rowsLeftInFile = rowsPerFile;
        }
        encoder.encodeRow(entry, output);
        rowsLeftInFile -= 1;
        this.#rowsWritten += 1;
      }
      this.#bytesWritten = output.bytesAdded;
      this.#reportProgress();
      await nextTurn();
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    }
    encoder.end(output);
    output.flush();
    this.#bytesWritten = output.bytesAdded;
  }

  #reportProgress(): void {
    const nowMs = performance.now();
    if (nowMs - this.#reportedAtMs < PROGRESS_INTERVAL_MS) return;
    this.#reportedAtMs = nowMs;
    this.#options.onProgress(this.snapshot({ state: 'running' }));
  }
}

/** The files first, then the watermark: a crash in between exports the same entries again, and never leaves one out. */
function publishWithWatermark(
  files: OutputFiles,
  watermarks: WatermarkStore,
  name: string,
  range: { afterId: number; lastId: number },
): string[] {
  if (watermarks.read(name) !== range.afterId) {
    throw new AppError('export.invalid', `Another export named "${name}" finished while this one ran.`, {
      remedy: 'Export again: it then continues where the other one ended.',
    });
  }
  const paths = files.publish();
  try {
    watermarks.write(name, range.lastId);
  } catch (error) {
    files.takeBack();
    throw error;
  }
  return paths;
}

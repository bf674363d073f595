import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportRequest } from '#contract/export.ts';
import { textOptionsSchema, timeOptionsSchema } from '#contract/export-format.ts';
import { AppError } from '#contract/errors.ts';
import { ChunkBuffer } from '../files/chunk-buffer.ts';
import { EXPORT_FORMATS } from '../formats/export-formats.ts';
import type { ExportStore } from '../export-store.ts';

/** The size of most chunks; a value that is larger is a chunk of its own. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Exports as a stream of bytes. `send` gets one chunk after another, each an ArrayBuffer of its own that may be
 * transferred, and is waited for: a slow reader makes the export wait. Holds one page and its chunks at a time.
 * `path`, `rowsPerFile`, `replacesExisting` and `watermark` of the request mean nothing here. Returns the number of rows.
 * @throws AppError `cancelled` soon after `signal` was aborted; what `send` throws passes through.
 */
export async function streamExport(
  request: ExportRequest,
  store: ExportStore,
  send: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const { query, columns, neutralisesFormulas } = request;
  const newestId = store.lastId();
  const lastId = Math.min(request.lastId ?? newestId, newestId);
  const encoder = EXPORT_FORMATS[request.format].createEncoder({
    columns,
    compression: 'none',
    text: textOptionsSchema.parse({ neutralisesFormulas }),
    times: timeOptionsSchema.parse({}),
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const output = new ChunkBuffer(CHUNK_BYTES, (chunk) => chunks.push(new Uint8Array(chunk)));
  let rows = 0;
  encoder.begin(output);
  for (const page of store.readPages({ query, columns, needsAllFields: false, afterId: 0, lastId })) {
    for (const entry of page) encoder.encodeRow(entry, output);
    rows += page.length;
    await sendAll();
    await nextTurn();
  }
  encoder.end(output);
  output.flush();
  await sendAll();
  return rows;

  async function sendAll(): Promise<void> {
    for (const chunk of chunks.splice(0)) {
      if (signal.aborted) break;
      await send(chunk);
    }
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  }
}

import type { ExportEntry } from '#core/exports/export-entry.ts';
import { ChunkBuffer } from '#core/exports/files/chunk-buffer.ts';
import type { ExportFormat, ExportFormatOptions } from '#core/exports/formats/export-format.ts';

/** A whole file in that format, with small chunks so that every edge of the buffer is met. */
export function encodeEntries(
  format: ExportFormat,
  options: ExportFormatOptions,
  entries: Iterable<ExportEntry>,
): Buffer {
  const chunks: Buffer[] = [];
  const output = new ChunkBuffer(64, (chunk) => chunks.push(Buffer.from(chunk)));
  const encoder = format.createEncoder(options);
  encoder.begin(output);
  for (const entry of entries) encoder.encodeRow(entry, output);
  encoder.end(output);
  output.flush();
  return Buffer.concat(chunks);
}

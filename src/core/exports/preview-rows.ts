import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { printableText } from '../queries/printable-text.ts';
import type { ExportEntry } from './export-entry.ts';
import type { RowEncoder } from './formats/export-format.ts';
import { EXPORT_FORMATS } from './formats/export-formats.ts';

/** Rows that are shown as they will stand in the file. */
const SHOWN_ROWS = 12;
const SHOWN_LENGTH = 16_000;
/** A cell of a table: what is longer is cut. */
const CELL_LENGTH = 500;

/** How large the files will be, from a sample of the entries. Exact where the sample is all there is, and nothing is compressed. */
export function estimateSize(
  request: ExportRequest,
  sample: readonly ExportEntry[],
  rows: number,
): Pick<ExportPreview, 'estimatedBytes' | 'estimatedFiles'> {
  const encoder = EXPORT_FORMATS[request.format].createEncoder(request);
  const empty = encoded(encoder, []).length;
  const whole = encoded(encoder, sample);
  const bytesPerRow = sample.length === 0 ? 0 : (whole.length - empty) / sample.length;
  const plainBytes = empty + bytesPerRow * rows;
  const { rowsPerFile = Infinity, bytesPerFile = Infinity } = request;
  const roomForRows = Math.max(1, Math.floor((bytesPerFile - empty) / Math.max(1, bytesPerRow)));
  const estimatedFiles = Math.max(1, Math.ceil(rows / Math.min(rowsPerFile, roomForRows)));
  const bytes = plainBytes + empty * (estimatedFiles - 1);
  return { estimatedBytes: Math.round(bytes * compressedShare(request, whole)), estimatedFiles };
}

/** The first rows as they will stand in the file; of a file that is no text, their values. */
export function firstRowsOf(
  request: ExportRequest,
  sample: readonly ExportEntry[],
): ExportPreview['firstRows'] {
  const first = sample.slice(0, SHOWN_ROWS);
  const format = EXPORT_FORMATS[request.format];
  if (!format.isText) return tableOf(request, first, sample.length > first.length);
  const bytes = encoded(format.createEncoder(request), first);
  const text = printableText(bytes.subarray(0, SHOWN_LENGTH * 4));
  const shown = text.slice(0, SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  return { kind: 'text', text: shown, isCut: shown.length < text.length || bytes.length > SHOWN_LENGTH * 4 };
}

function tableOf(
  request: ExportRequest,
  entries: readonly ExportEntry[],
  isCut: boolean,
): ExportPreview['firstRows'] {
  // JSON Lines have the same values, each readable.
  const encoder = EXPORT_FORMATS.jsonl.createEncoder({ ...request, columns: [...new Set(request.columns)] });
  const lines = encoded(encoder, entries).toString('utf8').split('\n').slice(0, entries.length);
  const rows = lines.map((line) =>
    Object.values(JSON.parse(line) as Record<string, unknown>).map((value) =>
      (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)).slice(0, CELL_LENGTH),
    ),
  );
  return { kind: 'table', columns: [...new Set(request.columns)], rows, isCut };
}

function compressedShare(request: ExportRequest, sample: Buffer): number {
  // Parquet compresses inside: the sample is compressed already.
  if (request.compression === 'none' || request.format === 'parquet' || sample.length === 0) return 1;
  const compressed = request.compression === 'gzip' ? gzipSync(sample) : zstdCompressSync(sample);
  return compressed.length / sample.length;
}

function encoded(encoder: RowEncoder, entries: readonly ExportEntry[]): Buffer {
  const pieces: Uint8Array[] = [];
  const output = {
    addText: (text: string) => void pieces.push(Buffer.from(text)),
    addBytes: (bytes: Uint8Array) => void pieces.push(Uint8Array.from(bytes)),
  };
  encoder.begin(output);
  for (const entry of entries) encoder.encodeRow(entry, output);
  encoder.end(output);
  return Buffer.concat(pieces);
}

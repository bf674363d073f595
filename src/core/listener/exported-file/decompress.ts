import { Readable } from 'node:stream';
import {
  createGunzip,
  createZstdDecompress,
  gunzipSync,
  zstdDecompressSync,
  type Gunzip,
  type ZstdDecompress,
} from 'node:zlib';
import type { ExportCompression } from '#contract/export-format.ts';
import type { FileBytes } from './file-bytes.ts';
import { ownBytes } from './read-at.ts';
import { classifyReadError } from './read-error.ts';

const OUTPUT_CHUNK_BYTES = 64 * 1024;

/** What a file's first bytes say of its compression. Sources: RFC 1952, section 2.3.1; RFC 8878, section 3.1.1. */
export function compressionOf(firstBytes: Buffer): ExportCompression {
  if (firstBytes.length >= 2 && firstBytes.readUInt16BE(0) === 0x1f8b) return 'gzip';
  if (firstBytes.length >= 4 && firstBytes.readUInt32BE(0) === 0x28b52ffd) return 'zstd';
  return 'none';
}

/** A head may unfold to so much: what repeats itself is compressed a thousand times. */
const MAX_HEAD_BYTES = 4 * 1024 * 1024;

/** What can be decompressed of a file's beginning; the beginning itself when it is not compressed, nothing when it is damaged. */
export function decompressedHead(head: Buffer): Buffer {
  const compression = compressionOf(head);
  if (compression === 'none') return head;
  try {
    // As far as the bytes go: Z_SYNC_FLUSH and ZSTD_e_flush take the end of the input for no damage.
    return compression === 'gzip'
      ? gunzipSync(head, { finishFlush: 2, maxOutputLength: MAX_HEAD_BYTES })
      : zstdDecompressSync(head, { finishFlush: 1, maxOutputLength: MAX_HEAD_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * The decompressed bytes in order, each chunk with memory of its own. Reads no faster than they are taken.
 * @throws AppError `file.failed` behind the last bytes that could be decompressed.
 */
export async function* decompressed(file: FileBytes, compression: ExportCompression): AsyncGenerator<Buffer> {
  if (compression === 'none') {
    yield* file.chunks();
    return;
  }
  // Node's decompressor ends with the first frame of zstd where another one follows in the same chunk.
  for (let at = 0; at < file.sizeBytes;) {
    const options = { chunkSize: OUTPUT_CHUNK_BYTES };
    const decompressor = compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
    yield* throughDecompressor(file, at, decompressor);
    if (decompressor.bytesWritten === 0) return;
    at += decompressor.bytesWritten;
  }
}

async function* throughDecompressor(
  file: FileBytes,
  start: number,
  decompressor: Gunzip | ZstdDecompress,
): AsyncGenerator<Buffer> {
  const input = Readable.from(file.chunks(start), { objectMode: false });
  input.once('error', (error) => decompressor.destroy(error));
  try {
    // The decompressor uses its own memory again for what comes next.
    for await (const chunk of input.pipe(decompressor)) yield ownBytes(chunk as Buffer);
  } catch (error) {
    throw classifyReadError(file.path, error);
  } finally {
    input.destroy();
    decompressor.destroy();
  }
}

import type { ExportCompression } from '#contract/export-format.ts';
import { compressionOf, decompressed } from './decompress.ts';
import { FileBytes } from './file-bytes.ts';
import type { FileLayout } from './file-layout.ts';
import { isParquet } from './parquet-file.ts';
import { ParquetRows } from './parquet-rows.ts';
import { ownBytes } from './read-at.ts';
import { HEAD_BYTES, recogniseLayout, unknownFormat, type RecognisedContent } from './recognise-layout.ts';

/** An exported file that is open for reading: what it is, and its rows as bytes. */
export class FileContent implements AsyncDisposable {
  readonly layout: FileLayout;
  readonly compression: ExportCompression;
  /** Its times do not say in which zone they are. */
  readonly hasZonelessTimes: boolean;
  readonly #file: FileBytes;
  readonly #chunks: () => AsyncGenerator<Buffer>;

  private constructor(
    file: FileBytes,
    compression: ExportCompression,
    recognised: Omit<RecognisedContent, 'headingBytes'>,
    chunks: () => AsyncGenerator<Buffer>,
  ) {
    this.#file = file;
    this.compression = compression;
    this.layout = recognised.layout;
    this.hasZonelessTimes = recognised.hasZonelessTimes;
    this.#chunks = chunks;
  }

  /**
   * Opens a file and recognises what it is by its content.
   * @param signal - Ends what is being read: the rows end there.
   * @throws AppError `file.not-found`, `file.permission-denied`, `file.unknown-format`, `file.failed`.
   */
  static async open(path: string, signal?: AbortSignal): Promise<FileContent> {
    const file = await FileBytes.open(path);
    try {
      return await recognise(file);
    } catch (error) {
      await file[Symbol.asyncDispose]();
      throw error;
    }

    async function recognise(bytes: FileBytes): Promise<FileContent> {
      const beginning = await bytes.read(0, Math.min(4, bytes.sizeBytes));
      if (isParquet(beginning)) {
        const rows = await ParquetRows.open(bytes, { signal });
        const recognised = {
          layout: { format: 'parquet' as const },
          hasZonelessTimes: rows.hasZonelessTimes,
        };
        return new FileContent(bytes, 'none', recognised, () => rows.chunks());
      }
      const compression = compressionOf(beginning);
      const head = await readHead(bytes, compression);
      if (compression !== 'none' && isParquet(head)) {
        throw unknownFormat(
          path,
          'is a compressed Parquet file',
          'Decompress it first: Parquet is read here and there.',
        );
      }
      const recognised = recogniseLayout(path, head);
      return new FileContent(bytes, compression, recognised, () =>
        behindHeading(decompressed(bytes, compression), recognised.headingBytes),
      );
    }
  }

  /**
   * The rows as the layout says, from the first one on; each chunk has memory of its own and is at most some 64 KiB long. Reads
   * no faster than they are taken.
   * @throws AppError `file.failed` where the file cannot be read any further.
   */
  chunks(): AsyncGenerator<Buffer> {
    return this.#chunks();
  }

  /** Whether the file was written to since it was opened. */
  hasChanged(): Promise<boolean> {
    return this.#file.hasChanged();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file[Symbol.asyncDispose]();
  }
}

/** The first HEAD_BYTES of the decompressed file, or all of it. What is damaged behind them is found when it is read. */
async function readHead(file: FileBytes, compression: ExportCompression): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decompressed(file, compression)) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) break;
    }
  } catch (error) {
    if (size === 0) throw error;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

async function* behindHeading(chunks: AsyncGenerator<Buffer>, headingBytes: number): AsyncGenerator<Buffer> {
  let left = headingBytes;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      // The part that is handed on must not bring the heading's memory along: it would be sent with it.
      yield left === 0 ? chunk : ownBytes(chunk.subarray(left));
      left = 0;
    }
  }
}

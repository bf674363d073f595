import type { Transform } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import { AppError } from '#contract/errors.ts';
import { GZIP_LEVEL, ZSTD_LEVEL } from './compression-levels.ts';

/** So much may wait while the caller goes on: enough that the compressing thread never runs dry. */
const DRAINED_BYTES = 1024 * 1024;

/** One piece of output; a chunk of 256 KiB of log text becomes 50 to 60 KiB. */
const OUTPUT_BYTES = 64 * 1024;

/** Who waits for the compressor, and for what. */
interface Waiting {
  until: 'drained' | 'ended';
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Compresses a stream of bytes off the calling thread (node:zlib works in libuv's pool of threads) in bounded memory, as long as
 * the caller waits for `drain` now and then. gzip as RFC 1952, without time or name, so that equal input gives equal bytes; zstd
 * as RFC 8878, one frame with a checksum.
 *
 * The first failure, be it of `onOutput`, ends everything: what is pushed afterwards is dropped, and `drain` and `end` reject with
 * it.
 */
export class Compressor {
  readonly #stream: Transform;
  readonly #waiting = new Set<Waiting>();
  #pendingBytes = 0;
  #failure: { reason: unknown } | undefined;
  #hasEnded = false;

  /**
   * @param onOutput - Gets compressed bytes in order, never while `push` runs. They stay as they are and may be kept. What it throws
   * is a failure.
   */
  constructor(compression: 'gzip' | 'zstd', onOutput: (bytes: Buffer) => void) {
    this.#stream = compression === 'gzip' ? gzipStream() : zstdStream();
    this.#stream.on('data', (bytes: Buffer) => {
      if (this.#failure !== undefined) return;
      try {
        onOutput(bytes);
      } catch (error) {
        this.#fail(error);
      }
    });
    this.#stream.on('error', (error) => this.#fail(error));
    this.#stream.on('end', () => {
      this.#hasEnded = true;
      this.#settle();
    });
  }

  /** Takes bytes to be compressed: many at a time, as each call is a trip to another thread. They may be reused afterwards. */
  push(bytes: Uint8Array): void {
    if (this.#failure !== undefined || bytes.length === 0) return;
    this.#pendingBytes += bytes.length;
    this.#stream.write(Buffer.from(bytes), () => {
      if (this.#failure !== undefined) return;
      this.#pendingBytes -= bytes.length;
      this.#settle();
    });
  }

  /** Bytes that were taken and are not compressed yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Resolves when at most 1 MiB is pending; at once when it is so already. */
  drain(): Promise<void> {
    return this.#wait('drained');
  }

  /** Resolves when all is compressed and was given to `onOutput`, with the end of the stream. Nothing may be pushed any more. */
  end(): Promise<void> {
    this.#stream.end();
    return this.#wait('ended');
  }

  /** Frees everything; whoever still waits is told `cancelled`. Never throws; does nothing after the end. */
  abort(): void {
    if (!this.#hasEnded) this.#fail(new AppError('cancelled', 'Cancelled.'));
  }

  #wait(until: Waiting['until']): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#waiting.add({ until, resolve: () => resolve(undefined), reject });
    this.#settle();
    return promise;
  }

  /** Tells those whose wait is over. */
  #settle(): void {
    for (const waiting of this.#waiting) {
      const isOver = waiting.until === 'ended' ? this.#hasEnded : this.#pendingBytes <= DRAINED_BYTES;
      if (this.#failure === undefined && !isOver) continue;
      this.#waiting.delete(waiting);
      if (this.#failure === undefined) waiting.resolve();
      else waiting.reject(this.#failure.reason);
    }
  }

  #fail(reason: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { reason };
    this.#stream.destroy();
    this.#pendingBytes = 0;
    this.#settle();
  }
}

function gzipStream(): Transform {
  return createGzip({ level: GZIP_LEVEL, chunkSize: OUTPUT_BYTES });
}

function zstdStream(): Transform {
  return createZstdCompress({
    chunkSize: OUTPUT_BYTES,
    params: {
      [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  });
}

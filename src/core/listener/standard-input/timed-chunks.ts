import type { Readable } from 'node:stream';

/** What comes of a stream, chunk by chunk as it is asked for, and that nothing came for a while. */
export class TimedChunks {
  readonly #chunks: AsyncIterator<Buffer>;
  #next: Promise<IteratorResult<Buffer>> | undefined;

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /**
   * The next chunk. `quiet`: none came for so long; what comes then is not lost. @param quietMs - Milliseconds; undefined: however long it takes.
   * Rejects when the stream fails or is destroyed.
   */
  async next(quietMs?: number): Promise<Buffer | 'quiet' | 'end'> {
    this.#next ??= this.#chunks.next();
    const quiet = Promise.withResolvers<'quiet'>();
    const timer = quietMs === undefined ? undefined : setTimeout(quiet.resolve, quietMs, 'quiet');
    try {
      const result = await Promise.race([this.#next, quiet.promise]);
      if (result === 'quiet') return result;
      this.#next = undefined;
      return result.done === true ? 'end' : result.value;
    } finally {
      clearTimeout(timer);
    }
  }
}

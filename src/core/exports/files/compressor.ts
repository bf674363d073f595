import { createGzip, createZstdCompress } from 'node:zlib';
import { finished } from 'node:stream/promises';

const LITTLE_BYTES = 1024 * 1024;

/** Placeholder until the measured one is merged. */
export class Compressor {
  readonly #stream;
  readonly #finished: Promise<void>;
  #pending = 0;
  #waiters: (() => void)[] = [];
  #error: unknown;

  constructor(compression: 'gzip' | 'zstd', onOutput: (bytes: Buffer) => void) {
    this.#stream = compression === 'gzip' ? createGzip({ level: 4 }) : createZstdCompress();
    this.#stream.on('data', (bytes: Buffer) => {
      try {
        onOutput(bytes);
      } catch (error) {
        this.#error ??= error;
        this.#stream.destroy();
      }
    });
    this.#finished = finished(this.#stream).catch((error: unknown) => {
      this.#error ??= error;
    }) as Promise<void>;
    void this.#finished.then(() => this.#wake());
  }

  get pendingBytes(): number {
    return this.#pending;
  }

  push(bytes: Uint8Array): void {
    const size = bytes.length;
    this.#pending += size;
    this.#stream.write(Buffer.from(bytes), () => {
      this.#pending -= size;
      this.#wake();
    });
  }

  async drain(): Promise<void> {
    while (this.#pending > LITTLE_BYTES && this.#error === undefined) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    if (this.#error !== undefined) throw this.#error;
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#finished;
    if (this.#error !== undefined) throw this.#error;
  }

  abort(): void {
    this.#stream.destroy();
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}

import { createHash } from 'node:crypto';
import type { ExportCompression } from '#contract/export-format.ts';
import { Compressor } from './compressor.ts';
import { OutputFile, checkTarget, syncFolder, type FileCalls } from './output-file.ts';

export interface PartFileOptions {
  /** The name that the file gets in the end. */
  path: string;
  /** Of the whole file. */
  compression: ExportCompression;
  replacesExisting: boolean;
  calls?: FileCalls;
}

/** What is known of a file once all of it is on the disk. */
export interface ClosedPart {
  sizeBytes: number;
  sha256: string;
  partialPath: string;
}

/**
 * One file of a batch while it is written: compressed if wanted, its checksum taken as it goes to the disk. Everything throws
 * AppErrors that name the file.
 */
export class PartFile {
  readonly path: string;
  readonly #file: OutputFile;
  readonly #options: PartFileOptions;
  readonly #hash = createHash('sha256');
  readonly #compressor: Compressor | undefined;
  #sizeBytes = 0;

  /** Opens the temporary file. Fails early where the name is taken. */
  constructor(options: PartFileOptions) {
    const { path, compression, replacesExisting, calls } = options;
    checkTarget(path, replacesExisting, calls);
    this.path = path;
    this.#options = options;
    this.#file = new OutputFile(path, calls);
    if (compression !== 'none') {
      this.#compressor = new Compressor(compression, (bytes) => this.#toDisk(bytes));
    }
  }

  /** Bytes on the disk so far, as the file system counts them. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Takes bytes; they may be used again afterwards. */
  write(bytes: Uint8Array): void {
    if (this.#compressor === undefined) this.#toDisk(bytes);
    else this.#compressor.push(bytes);
  }

  /** Resolves when little of what was written waits for the compressor. */
  async drain(): Promise<void> {
    await this.#compressor?.drain();
  }

  /** All bytes are on the disk afterwards, still under the temporary name. */
  async close(): Promise<ClosedPart> {
    await this.#compressor?.end();
    this.#file.close();
    return {
      sizeBytes: this.#sizeBytes,
      sha256: this.#hash.digest('hex'),
      partialPath: this.#file.partialPath,
    };
  }

  /** Gives the closed file its name. */
  publish(): void {
    this.#file.publish(this.#options.replacesExisting);
    syncFolder(this.path, this.#options.calls);
  }

  /** Takes back what was written. Never throws; does nothing to a published file. */
  discard(): void {
    this.#compressor?.abort();
    this.#file.discard();
  }

  #toDisk(bytes: Uint8Array): void {
    this.#file.write(bytes);
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
  }
}

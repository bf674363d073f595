import fs from 'node:fs';
import { partPath } from './export-path.ts';
import type { FileCalls } from './output-file.ts';
import { OutputFile, checkTarget, syncFolder } from './output-file.ts';
import { removeAbandonedPartials, removeIfThere } from './partial-files.ts';

export interface OutputFilesOptions {
  path: string;
  /** The files are numbered: `name_0001.csv`, `name_0002.csv`, ... */
  isNumbered: boolean;
  replacesExisting: boolean;
  calls?: FileCalls;
}

/** The files of one export, written one after another and published together. All calls block and throw AppErrors. */
export class OutputFiles {
  readonly #options: OutputFilesOptions;
  readonly #calls: FileCalls;
  readonly #files: OutputFile[] = [];
  readonly #published: string[] = [];

  constructor(options: OutputFilesOptions) {
    this.#options = options;
    this.#calls = options.calls ?? fs;
    removeAbandonedPartials(options.path);
  }

  /** Completes the file that is written now, if any, and opens the next. */
  openNext(): void {
    this.#files.at(-1)?.close();
    const path = this.#options.isNumbered
      ? partPath(this.#options.path, this.#files.length + 1)
      : this.#options.path;
    checkTarget(path, this.#options.replacesExisting, this.#calls);
    this.#files.push(new OutputFile(path, this.#options.path, this.#calls));
  }

  write(chunk: Uint8Array): void {
    const file = this.#files.at(-1);
    if (file === undefined) throw new Error('no file was opened');
    file.write(chunk);
  }

  /** Gives all files their names, in order, and returns their paths. When one cannot be named, none keeps its name. */
  publish(): string[] {
    this.#files.at(-1)?.close();
    try {
      for (const file of this.#files) {
        file.publish(this.#options.replacesExisting);
        this.#published.push(file.path);
      }
      syncFolder(this.#options.path, this.#calls);
    } catch (error) {
      this.takeBack();
      throw error;
    }
    return [...this.#published];
  }

  /** Removes what was published, unless it replaced other files: those are gone, and nothing would be left. Never throws. */
  takeBack(): void {
    if (!this.#options.replacesExisting) for (const path of this.#published) removeIfThere(path);
  }

  /** Leaves nothing behind that is not published. Never throws. */
  discard(): void {
    for (const file of this.#files) file.discard();
  }
}

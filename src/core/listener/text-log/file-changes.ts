import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Tells when something may have happened to a file. The system tells of changes in its folder; as it tells nothing on network file systems, and may
 * drop what it tells, the file is looked at from time to time as well.
 */
export class FileChanges implements Disposable {
  readonly #folder: string;
  readonly #name: string;
  #watcher: FSWatcher | undefined;
  #hasChanged = false;
  #wake: (() => void) | undefined;

  constructor(path: string) {
    this.#folder = dirname(path);
    this.#name = basename(path);
    this.#watch();
  }

  /** Resolves when the file or one that was rotated away may have changed since the last call, after `atMostMs`, or when woken. */
  async next(atMostMs: number): Promise<void> {
    if (this.#watcher === undefined) this.#watch();
    if (!this.#hasChanged) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = setTimeout(resolve, atMostMs);
      await promise;
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.#hasChanged = false;
  }

  /** Ends the wait. */
  wake(): void {
    this.#hasChanged = true;
    this.#wake?.();
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
    this.wake();
  }

  #watch(): void {
    try {
      const watcher = watch(this.#folder, { persistent: false }, (_event, name) => {
        if (name === null || name.startsWith(this.#name)) this.wake();
      });
      watcher.on('error', () => {
        watcher.close();
        if (this.#watcher === watcher) this.#watcher = undefined;
      });
      this.#watcher = watcher;
    } catch {
      // No such folder yet, or no watches left: looking from time to time has to do.
      this.#watcher = undefined;
    }
  }
}

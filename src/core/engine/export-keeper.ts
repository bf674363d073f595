import { AppError } from '#contract/errors.ts';
import type { SourceStatus } from '#contract/status.ts';
import { CatchUpWatch } from './catch-up-watch.ts';
import type { ExportClient } from './export-client.ts';

/** A recurring export that another process saved is noticed within so long. */
const LOOK_INTERVAL_MS = 10_000;

export interface ExportKeeperOptions {
  exports: Pick<ExportClient, 'keep' | 'isRunning' | 'caughtUp'>;
  /** Whether the store holds batches to go on with, or recurring exports. */
  hasWork: () => Promise<boolean>;
}

/**
 * In an engine that captures: starts the export worker where there is something to do without being asked, and only there, as a thread that
 * has nothing to do costs memory.
 */
export class ExportKeeper {
  readonly #options: ExportKeeperOptions;
  readonly #catchUp = new CatchUpWatch();
  #isCaughtUp = false;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: ExportKeeperOptions) {
    this.#options = options;
  }

  /** Looks now, and from now on every ten seconds while the worker does not run. */
  start(): void {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_INTERVAL_MS);
    this.#timer.unref();
  }

  /** To be told of every status of the capture. */
  statusChanged(sources: readonly SourceStatus[]): void {
    if (this.#isCaughtUp || !this.#catchUp.receive(sources)) return;
    this.#isCaughtUp = true;
    this.#options.exports.caughtUp();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { exports, hasWork } = this.#options;
    if (exports.isRunning) return;
    try {
      if ((await hasWork()) && !this.#isStopped) exports.keep();
    } catch (error) {
      if (!(error instanceof AppError)) throw error; // The store is busy or closing: the next look tells.
    }
  }
}

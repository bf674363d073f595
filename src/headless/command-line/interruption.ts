import { AppError } from '#contract/errors.ts';

/** A stop that is asked for again after this long is meant: the process ends at once, as if it had crashed. */
const INSIST_AFTER_MS = 1000;

/** How the process was asked to end. */
export type StopReason = 'interrupted' | 'terminated';

/**
 * The wish to end: Ctrl+C (`interrupted`), or a polite request by the system or a closed terminal (`terminated`).
 * Commands wait for it, finish what must be finished, and return.
 */
export class Interruption {
  readonly #controller = new AbortController();
  #reason: StopReason | undefined;
  #askedAtMs = 0;

  /** Aborts at the first request to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** undefined until the process was asked to end. */
  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** Takes over SIGINT, SIGTERM and SIGHUP of this process. */
  listen(): void {
    process.on('SIGINT', () => {
      this.ask('interrupted');
    });
    process.on('SIGTERM', () => {
      this.ask('terminated');
    });
    process.on('SIGHUP', () => {
      this.ask('terminated');
    });
  }

  /** Resolves at the request to end. */
  async wait(): Promise<StopReason> {
    if (this.#reason === undefined) {
      await new Promise<void>((resolve) => {
        this.signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
    }
    return this.#reason ?? 'interrupted';
  }

  /** Resolves with `work`'s value, or rejects with an AppError `cancelled` as soon as the process is asked to end. */
  async during<T>(work: Promise<T>): Promise<T> {
    return await Promise.race([
      work,
      this.wait().then(() => {
        throw new AppError('cancelled', 'Interrupted');
      }),
    ]);
  }

  /** Asks the process to end, as the signals do. */
  ask(reason: StopReason): void {
    const nowMs = performance.now();
    if (this.#reason === undefined) {
      this.#reason = reason;
      this.#askedAtMs = nowMs;
      this.#controller.abort();
      // One Ctrl+C reaches a process twice, from the terminal and from the launcher; only a later one insists.
    } else if (nowMs - this.#askedAtMs > INSIST_AFTER_MS) process.exit(130);
  }
}

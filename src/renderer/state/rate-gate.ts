export interface RateGateOptions {
  /** Least time between the starts of two runs. */
  minIntervalMs: number;
  /**
   * After a run that took d ms, rest at least `restFactor` × d ms, so that a slow answer is asked for less often.
   * Default 0.
   */
  restFactor?: number;
  /** The longest such rest, in ms, for a task whose next run may well be short after a long one. Default: none. */
  maxRestMs?: number;
}

/**
 * Runs one task on request, never twice at once and never more often than allowed. Requests that come too early become
 * one run later; the first request after a pause runs at once, so that a quiet machine sees no delay.
 */
export class RateGate {
  readonly #task: () => Promise<void>;
  readonly #options: RateGateOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isWanted = false;
  #isClosed = false;
  /** The next run does not wait for the rest of this one. */
  #isUrgent = false;
  #restUntilMs = 0;

  /** @param task must not reject: what fails is the task's own business. */
  constructor(task: () => Promise<void>, options: RateGateOptions) {
    this.#task = task;
    this.#options = options;
  }

  request(): void {
    if (this.#isClosed) return;
    if (this.#isRunning) {
      this.#isWanted = true;
      return;
    }
    if (this.#timer !== undefined) return;
    const restMs = this.#restUntilMs - performance.now();
    if (restMs <= 0) void this.#run();
    else {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.#run();
      }, restMs);
    }
  }

  /** Like `request`, but without the rest after the run before: the user waits for this one. */
  requestNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#restUntilMs = 0;
    this.#isUrgent = this.#isRunning;
    this.request();
  }

  /** No run starts any more; one that is under way ends by itself. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    this.#isWanted = false;
    const startedMs = performance.now();
    try {
      await this.#task();
    } finally {
      const endedMs = performance.now();
      const { restFactor = 0, maxRestMs = Number.POSITIVE_INFINITY } = this.#options;
      const restMs = Math.min(maxRestMs, (endedMs - startedMs) * restFactor);
      const isFree = this.#isUrgent;
      this.#isUrgent = false;
      this.#restUntilMs = isFree ? 0 : Math.max(startedMs + this.#options.minIntervalMs, endedMs + restMs);
      this.#isRunning = false;
      if (this.#isWanted) this.request();
    }
  }
}

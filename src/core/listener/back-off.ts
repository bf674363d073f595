export interface BackOffOptions {
  /** First pause in milliseconds. */
  firstMs: number;
  /** Longest pause in milliseconds; each pause doubles the one before up to here. */
  longestMs: number;
  /** What ran at least this long counts as healthy: the next pause is the first one again. */
  healthyAfterMs: number;
}

/** A quarter of a second hides a single death; half a minute keeps a broken tool from burning the machine. */
export const TOOL_BACK_OFF: BackOffOptions = { firstMs: 250, longestMs: 30_000, healthyAfterMs: 30_000 };

/** The pauses between the runs of something that keeps failing: doubling, bounded, forgiving after a healthy run. */
export class BackOff {
  readonly #options: BackOffOptions;
  #nextMs: number;

  constructor(options: BackOffOptions) {
    this.#options = options;
    this.#nextMs = options.firstMs;
  }

  /** Milliseconds to wait before the next try, given how long the last one ran. */
  pauseAfter(ranForMs: number): number {
    if (ranForMs >= this.#options.healthyAfterMs) this.reset();
    const pauseMs = this.#nextMs;
    this.#nextMs = Math.min(pauseMs * 2, this.#options.longestMs);
    return pauseMs;
  }

  reset(): void {
    this.#nextMs = this.#options.firstMs;
  }
}

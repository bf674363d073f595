/** Runs an action at most once in an interval: at once after a pause, else when the interval is over. */
export class Throttle {
  readonly #intervalMs: number;
  readonly #action: () => void;
  #timer: NodeJS.Timeout | undefined;
  #lastAtMs = -Infinity;

  /** @param intervalMs - Shortest time between two runs, except for `now` and `flush`. */
  constructor(intervalMs: number, action: () => void) {
    this.#intervalMs = intervalMs;
    this.#action = action;
  }

  request(): void {
    if (this.#timer !== undefined) return;
    const dueInMs = this.#lastAtMs + this.#intervalMs - performance.now();
    if (dueInMs <= 0) this.now();
    else this.#timer = setTimeout(() => this.now(), dueInMs);
  }

  /** Runs the action at once; a run that was due is not needed any more. */
  now(): void {
    this.cancel();
    this.#lastAtMs = performance.now();
    this.#action();
  }

  /** Runs the action now if a run is due. */
  flush(): void {
    if (this.#timer !== undefined) this.now();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

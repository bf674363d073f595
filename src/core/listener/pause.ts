/** The waiting of a listener between two tries or two looks: one wait at a time, which `retryNow` and `stop` end early. */
export class Pause {
  #endWait: (() => void) | undefined;
  #isOver = false;

  /** Resolves after so many milliseconds, or when the wait is ended; at once when there is no more waiting. */
  async wait(pauseMs: number): Promise<void> {
    if (this.#isOver) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endWait = resolve;
    const timer = setTimeout(resolve, pauseMs);
    await promise;
    clearTimeout(timer);
    if (this.#endWait === resolve) this.#endWait = undefined;
  }

  /** Ends the wait there is. A later one lasts its time. */
  end(): void {
    this.#endWait?.();
  }

  /** Ends the wait there is, and lets none begin any more: the listener stops. */
  close(): void {
    this.#isOver = true;
    this.#endWait?.();
  }
}

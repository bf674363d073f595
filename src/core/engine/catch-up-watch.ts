import type { SourceStatus } from '#contract/status.ts';

/**
 * Notices when a capture has stored what was logged before it began. A source that cannot be read is not waited for: nobody knows
 * whether it ever can.
 */
export class CatchUpWatch {
  #statuses = 0;

  /** Takes each status of the capture. Returns true from the moment on at which everything is stored. */
  receive(sources: readonly SourceStatus[]): boolean {
    const isReading = sources.some(({ state }) => state === 'starting' || state === 'catching-up');
    if (isReading) {
      this.#statuses = 0;
      return false;
    }
    this.#statuses += 1;
    // Read is not stored yet. What waits to be written now is committed before the next status is told.
    const isWritten = sources.every(({ queues }) => queues.every(({ entries }) => entries === 0));
    return isWritten || this.#statuses > 1;
  }
}

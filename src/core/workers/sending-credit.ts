/** Bytes sent without credit: half of the ingest worker's queue, which gives credit when it is at most half full. */
export const MAX_OUTSTANDING_BYTES = 4 * 1024 * 1024;

/**
 * How much of a listener's output is on its way to the ingest worker. A listener that was told to wait waits until
 * `give` returns true, also when it delivers more before that: a source of several connections does.
 */
export class SendingCredit {
  #outstandingBytes = 0;
  #isWaiting = false;

  /** Counts what is sent. false: no more until `give` has returned true. */
  take(bytes: number): boolean {
    this.#outstandingBytes += bytes;
    this.#isWaiting ||= this.#outstandingBytes >= MAX_OUTSTANDING_BYTES;
    return !this.#isWaiting;
  }

  /** Counts what has arrived. true: who was told to wait may go on now; once for each wait. */
  give(bytes: number): boolean {
    this.#outstandingBytes -= bytes;
    if (!this.#isWaiting || this.#outstandingBytes > MAX_OUTSTANDING_BYTES / 2) return false;
    this.#isWaiting = false;
    return true;
  }
}

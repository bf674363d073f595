/** Longest pause before a process is started again. */
const MAXIMUM_DELAY_MS = 8000;
const FIRST_DELAY_MS = 250;

/** So many deaths within the window are a bug that starting again does not cure. */
const MAXIMUM_DEATHS = 5;
const WINDOW_MS = 60_000;

/** Decides whether and when a process that died is started again: quickly at first, ever slower, and not for ever. */
export class RestartLimit {
  #deathTimesMs: number[] = [];

  /**
   * Counts one death. Returns the pause in milliseconds before the next start, or undefined when the process died
   * too often within the last minute.
   *
   * @param nowMs Milliseconds of any clock that does not go back.
   */
  countDeath(nowMs: number): number | undefined {
    this.#deathTimesMs = this.#deathTimesMs.filter((deathMs) => nowMs - deathMs < WINDOW_MS);
    this.#deathTimesMs.push(nowMs);
    const deaths = this.#deathTimesMs.length;
    if (deaths > MAXIMUM_DEATHS) return undefined;
    return Math.min(FIRST_DELAY_MS * 2 ** (deaths - 1), MAXIMUM_DELAY_MS);
  }
}

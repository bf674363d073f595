/** Of a key that is held down, what comes after it was let go is felt as running on. */
const MAX_WAITING_STEPS = 3;

/** Takes steps one after the other, each from where the last one led; those that come faster than they are made are left out. */
export class StepsInTurn {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** @returns false when too many wait already: the step is left out. */
  take(step: () => Promise<void>): boolean {
    if (this.#waiting >= MAX_WAITING_STEPS) return false;
    this.#waiting += 1;
    // A step that failed says so itself; the next one is made all the same.
    this.#last = this.#last.then(step, step).finally(() => {
      this.#waiting -= 1;
    });
    return true;
  }
}

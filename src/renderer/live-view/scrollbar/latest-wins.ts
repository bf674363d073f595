/**
 * Runs a task for the latest of many wishes: one at a time, and of those that come meanwhile only the last. A dragged
 * thumb asks for rows as fast as they come, and never for places that it has left behind.
 */
export class LatestWins<T> {
  readonly #task: (wish: T) => Promise<void>;
  #next: { wish: T } | undefined;
  #running: Promise<void> | undefined;

  /** @param task must not reject: what fails is the task's own business. */
  constructor(task: (wish: T) => Promise<void>) {
    this.#task = task;
  }

  ask(wish: T): void {
    this.#next = { wish };
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is wanted any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#next !== undefined) {
      const { wish } = this.#next;
      this.#next = undefined;
      await this.#task(wish);
    }
    this.#running = undefined;
  }
}

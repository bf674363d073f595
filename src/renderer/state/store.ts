/** Calls `flush` once: now or later. */
export type Schedule = (flush: () => void) => void;

/** Tells listeners at once. */
export function immediately(flush: () => void): void {
  flush();
}

/** Tells listeners in the next animation frame, so that the page is drawn at most once for all changes of a frame. */
export function nextFrame(flush: () => void): void {
  requestAnimationFrame(flush);
}

/** One observable value. Changes made before the listeners are told reach them as one. */
export class Store<T> {
  readonly #listeners = new Set<() => void>();
  readonly #schedule: Schedule;
  #value: T;
  #isScheduled = false;

  constructor(initial: T, schedule: Schedule = immediately) {
    this.#value = initial;
    this.#schedule = schedule;
  }

  // Arrow functions: React calls both without `this`.
  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(next: T): void {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.flush();
    });
  }

  /** Tells the listeners now what they would be told later: what the user does has its answer at once. */
  flush(): void {
    if (!this.#isScheduled) return;
    this.#isScheduled = false;
    for (const listener of this.#listeners) listener();
  }

  /** Changes some properties of an object value. */
  patch(changes: Partial<T>): void {
    this.set({ ...this.#value, ...changes });
  }
}

import type { RunnerClock } from '#core/exports/schedules/runner-clock.ts';

interface Timer {
  atMs: number;
  action: () => void;
}

/** A clock that stands still until a test moves it. Its timers go by how far it is moved, not by what it is set to. */
export class HandClock implements RunnerClock {
  #unixUs: number;
  #runMs = 0;
  readonly #timers = new Set<Timer>();

  constructor(unixUs: number) {
    this.#unixUs = unixUs;
  }

  nowUnixUs(): number {
    return this.#unixUs;
  }

  after(delayMs: number, action: () => void): Disposable {
    const timer = { atMs: this.#runMs + delayMs, action };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  /** Sets the clock on the wall; no time passes. */
  set(unixUs: number): void {
    this.#unixUs = unixUs;
  }

  /** How long until the next timer; Infinity: there is none. */
  get nextTimerMs(): number {
    return Math.min(Infinity, ...[...this.#timers].map(({ atMs }) => atMs - this.#runMs));
  }

  /** Time passes: timers that are due fire, each once. */
  pass(ms: number): void {
    this.#runMs += ms;
    this.#unixUs += ms * 1000;
    const due = [...this.#timers]
      .filter(({ atMs }) => atMs <= this.#runMs)
      .toSorted((a, b) => a.atMs - b.atMs);
    for (const timer of due) if (this.#timers.delete(timer)) timer.action();
  }
}

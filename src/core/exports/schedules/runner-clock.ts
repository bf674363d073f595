/** The time of day and timers, as recurring exports need them; tests have their own. */
export interface RunnerClock {
  /** Of the wall clock: it may be set forward and back. */
  nowUnixUs(): number;
  /** Calls `action` once after so long. Disposed of before, it does not. */
  after(delayMs: number, action: () => void): Disposable;
}

export const SYSTEM_CLOCK: RunnerClock = {
  nowUnixUs: () => Date.now() * 1000,
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    // The worker lives as long as its port; a timer must not keep it.
    timer.unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

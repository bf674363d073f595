/** How long a search may go on before it gives what it has found. */
export class TimeBudget {
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  readonly #endsAtMs: number;

  /** @param budgetMs - undefined: without end. */
  constructor(budgetMs: number | undefined, nowMs: () => number = () => performance.now()) {
    this.nowMs = nowMs;
    this.#endsAtMs = budgetMs === undefined ? Number.POSITIVE_INFINITY : nowMs() + budgetMs;
  }

  get isOver(): boolean {
    return this.nowMs() >= this.#endsAtMs;
  }
}

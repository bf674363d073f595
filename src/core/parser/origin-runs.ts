/**
 * Finds the origin of an entry without reading its fields. The constant fields of an entry stand in one or a few runs of
 * neighbouring lines, and the same runs come again and again: a run is found by a sample of its bytes and then compared as
 * a whole, so that two different runs are never taken for one. The sequence of runs is a path through a small automaton
 * whose last state knows the origin.
 */
const MAX_RUNS = 16_384;
/** Larger than any number of a run, so that a state and a run make one key. */
const KEY_FACTOR = 2 ** 20;
const MAX_RUN_BYTES = 16 * 1024 * 1024;
const MAX_STATES = 32_768;
/** A program can craft runs with the same sample; past this many the oldest are forgotten. */
const MAX_SAME_SAMPLE = 16;

export class OriginRuns {
  readonly #resolve: (runs: readonly Buffer[]) => number;
  #bySample = new Map<number, number[]>();
  #runs: Buffer[] = [];
  #runBytes = 0;
  #transitions = new Map<number, number>();
  #stateRuns: number[][] = [[]];
  #stateOrigins: number[] = [0];

  /** @param resolve - Makes an origin of runs; called once for each new path. */
  constructor(resolve: (runs: readonly Buffer[]) => number) {
    this.#resolve = resolve;
  }

  /** Follows the run `buffer[start, end)` from `state`; a path begins in state 0. `sample` is any number made of the run's bytes. */
  advance(state: number, buffer: Buffer, start: number, end: number, sample: number): number {
    const run = this.#runOf(buffer, start, end, sample);
    const key = state * KEY_FACTOR + run;
    const known = this.#transitions.get(key);
    if (known !== undefined) return known;
    const next = this.#stateRuns.length;
    this.#stateRuns.push([...(this.#stateRuns[state] ?? []), run]);
    this.#stateOrigins.push(0);
    this.#transitions.set(key, next);
    return next;
  }

  originOf(state: number): number {
    const known = this.#stateOrigins[state] ?? 0;
    if (known > 0) return known;
    const runs = (this.#stateRuns[state] ?? []).map((run) => this.#runs[run] as Buffer);
    const origin = this.#resolve(runs);
    this.#stateOrigins[state] = origin;
    return origin;
  }

  /** Forgets everything when too much was learnt. Call between entries, never inside one. */
  prune(): void {
    const isSmall =
      this.#runs.length < MAX_RUNS && this.#runBytes < MAX_RUN_BYTES && this.#stateRuns.length < MAX_STATES;
    if (isSmall) return;
    this.#bySample = new Map();
    this.#runs = [];
    this.#runBytes = 0;
    this.#transitions = new Map();
    this.#stateRuns = [[]];
    this.#stateOrigins = [0];
  }

  #runOf(buffer: Buffer, start: number, end: number, sample: number): number {
    const size = end - start;
    const candidates = this.#bySample.get(sample);
    if (candidates !== undefined) {
      for (let i = candidates.length - 1; i >= 0; i -= 1) {
        const run = candidates[i] as number;
        const bytes = this.#runs[run] as Buffer;
        if (bytes.length === size && bytes.compare(buffer, start, end) === 0) return run;
      }
    }
    const run = this.#runs.length;
    // Not from Node's pool: a run lives long, and would keep 8 KiB of the pool alive for its few hundred bytes.
    const copy = Buffer.allocUnsafeSlow(size);
    buffer.copy(copy, 0, start, end);
    this.#runs.push(copy);
    this.#runBytes += size;
    if (candidates === undefined) this.#bySample.set(sample, [run]);
    else {
      if (candidates.length >= MAX_SAME_SAMPLE) candidates.shift();
      candidates.push(run);
    }
    return run;
  }
}

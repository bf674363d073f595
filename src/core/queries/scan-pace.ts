/** A step of a search is to take about so long: short enough to be stopped in between, long enough to be worth a statement. */
const SHORT_STEP_MS = 2;
const GOOD_STEP_MS = 5;
const LONG_STEP_MS = 12;
const FIRST_IDS = 256;
const LEAST = 64;
const MOST_IDS = 320_000;
const FIRST_CANDIDATES = 512;
const MOST_CANDIDATES = 16_384;
/** After so much without success the way taken is a poor one. */
const TRIAL_IDS = 2000;
const TRIAL_MS = 5;
/** A way that fills the page within this time is good enough. */
const GOOD_PAGE_MS = 15;

/** One step over a whole window. */
export interface ScanStep {
  ids: number;
  found: number;
  tookMs: number;
}

/** Decides how much the next step of a search looks at, by what the last one took: a message can have megabytes. */
export class ScanPace {
  /** Ids of the next window. */
  ids = FIRST_IDS;
  /** Entries offered by an index that the next step looks at. */
  candidates = FIRST_CANDIDATES;
  #triedIds = 0;
  #triedMs = 0;

  adapt(step: ScanStep): void {
    const factor = factorOf(step.tookMs);
    this.ids = Math.min(MOST_IDS, Math.max(LEAST, Math.floor(this.ids * factor)));
    this.candidates = Math.min(MOST_CANDIDATES, Math.max(LEAST, Math.floor(this.candidates * factor)));
    this.#triedIds += step.ids;
    this.#triedMs += step.tookMs;
  }

  /** Whether another way of finding `wanted` entries should be tried, if there is one. */
  isPoor(step: ScanStep, wanted: number): boolean {
    if (this.#triedIds < TRIAL_IDS && this.#triedMs < TRIAL_MS) return false;
    return step.found === 0 || (step.tookMs * (wanted - step.found)) / step.found > GOOD_PAGE_MS;
  }
}

function factorOf(tookMs: number): number {
  if (tookMs < SHORT_STEP_MS) return 4;
  if (tookMs < GOOD_STEP_MS) return 2;
  return tookMs > LONG_STEP_MS ? 0.5 : 1;
}

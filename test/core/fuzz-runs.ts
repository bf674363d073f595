/** HYDRANT_FUZZ=30 makes thirty times as many cases: `npm run fuzz`, for the night. */
const FACTOR = Number(process.env['HYDRANT_FUZZ'] ?? 1);

/** How often a property is tried, given how often it is in every test run. */
export function fuzzRuns(usual: number): number {
  return Math.ceil(usual * FACTOR);
}

/** Time for it, milliseconds: what a case may take on a busy machine. */
export const FUZZ_TIMEOUT_MS = 90_000 * Math.max(1, FACTOR);

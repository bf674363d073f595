import { readPlaywrightCounts, readVitestCounts } from './test-counts.ts';
import type { TestCounts } from './test-counts.ts';

const MINUTE_MS = 60_000;
const UNIT_REPORT = 'test-results/unit.json';
const E2E_REPORT = 'test-results/e2e.json';

/** One thing that is checked. */
export interface Step {
  title: string;
  /** A tool of node_modules and its arguments. */
  command: readonly string[];
  timeLimitMs: number;
  /** Where the tool counts tests: its report, which is removed before it starts. Else the step itself is the one test. */
  report?: { path: string; read: (path: string) => TestCounts };
}

/** What needs no browser: types, rules, format, unused code. */
export const GATES: readonly Step[] = [
  { title: 'Types (tsc -b)', command: ['tsc', '-b'], timeLimitMs: 3 * MINUTE_MS },
  { title: 'Rules (oxlint, type-aware)', command: ['oxlint'], timeLimitMs: 3 * MINUTE_MS },
  { title: 'Format (oxfmt --check)', command: ['oxfmt', '--check'], timeLimitMs: 3 * MINUTE_MS },
  { title: 'Unused code (knip)', command: ['knip'], timeLimitMs: 3 * MINUTE_MS },
];

/** Plants every forbidden import. Part of the unit tests too. */
export const BOUNDARIES: Step = {
  title: 'Boundaries (every forbidden import is refused)',
  command: ['vitest', 'run', 'tools/boundaries.test.ts'],
  timeLimitMs: 3 * MINUTE_MS,
};

export const UNIT_TESTS: Step = {
  title: 'Unit tests (vitest)',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
  timeLimitMs: 20 * MINUTE_MS,
  report: { path: UNIT_REPORT, read: readVitestCounts },
};

export const BUILD: Step = {
  title: 'Build (electron-vite)',
  command: ['electron-vite', 'build'],
  timeLimitMs: 3 * MINUTE_MS,
};

export const END_TO_END_TESTS: Step = {
  title: 'End-to-end tests (Playwright)',
  command: ['playwright', 'test'],
  // Playwright ends by itself five minutes before, and then tells what it has got to (globalTimeout in its configuration).
  timeLimitMs: 45 * MINUTE_MS,
  report: { path: E2E_REPORT, read: readPlaywrightCounts },
};

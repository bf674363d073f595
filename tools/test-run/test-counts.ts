import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests of one step passed, failed and were left out. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Source: vitest, `JsonTestResults` of its JSON reporter. */
const vitestReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** Source: Playwright, `JSONReportStats` of its JSON reporter. */
const playwrightReportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Throws when the report is missing or no report. */
export function readVitestCounts(path: string): TestCounts {
  const report = vitestReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A flaky test is one that failed: there are no retries to hide it. Throws when the report is missing or no report. */
export function readPlaywrightCounts(path: string): TestCounts {
  const { stats } = playwrightReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

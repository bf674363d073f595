/**
 * `npm test`: everything that CI checks, its own set-up included. With an argument a part of it: `check` (all that needs no
 * browser and no journal) or `e2e`. The last line says `N passed, N failed`.
 */
import { provideChromium } from './provide-chromium.ts';
import { provideJournalTools } from './provide-journal-tools.ts';
import { describeOutcome, runSteps } from './run-steps.ts';
import { BOUNDARIES, BUILD, END_TO_END_TESTS, GATES, UNIT_TESTS } from './steps.ts';

const PARTS = {
  all: [...GATES, UNIT_TESTS, BUILD, END_TO_END_TESTS],
  check: [...GATES, BOUNDARIES],
  e2e: [BUILD, END_TO_END_TESTS],
} as const;

process.exitCode = await main(process.argv[2] ?? 'all');

async function main(part: string): Promise<number> {
  if (!Object.hasOwn(PARTS, part)) {
    console.error(`There is no part "${part}": leave it out, or say check or e2e.`);
    return 2;
  }
  const steps = PARTS[part as keyof typeof PARTS];
  if (part !== 'check') await provideForTests();
  const outcomes = await runSteps(steps);

  console.log('\n=== Summary');
  for (const outcome of outcomes) console.log(describeOutcome(outcome));
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}

/** What is missing afterwards fails the tests that need it, which then say so themselves. */
async function provideForTests(): Promise<void> {
  console.log('=== Set-up');
  await provideJournalTools();
  try {
    process.env['HYDRANT_CHROMIUM'] = await provideChromium();
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
  }
}

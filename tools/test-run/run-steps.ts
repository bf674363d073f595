import { rmSync } from 'node:fs';
import { runInGroup } from './run-in-group.ts';
import type { ToolEnd } from './run-in-group.ts';
import type { Step } from './steps.ts';
import type { TestCounts } from './test-counts.ts';

export interface StepOutcome extends TestCounts {
  title: string;
  seconds: number;
}

/** Runs the steps one after the other; a step that fails does not keep the next from running. */
export async function runSteps(steps: readonly Step[]): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const step of steps) {
    console.log(`\n=== ${step.title}`);
    const startedAtMs = performance.now();
    if (step.report !== undefined) rmSync(step.report.path, { force: true });
    const end = await runInGroup(process.execPath, ['bin/run-tool.js', ...step.command], {
      timeLimitMs: step.timeLimitMs,
    });
    const seconds = (performance.now() - startedAtMs) / 1_000;
    const outcome = { title: step.title, seconds, ...countStep(step, end) };
    console.log(describeOutcome(outcome));
    outcomes.push(outcome);
  }
  return outcomes;
}

/**
 * Counts what a step showed. A step without a report counts as one test. A tool that fails without a failed test
 * (it crashed, or something outside of any test threw) is one failure more.
 */
export function countStep(step: Step, end: ToolEnd): TestCounts {
  if (end.kind === 'timed-out')
    console.log(`Ended after its limit of ${String(step.timeLimitMs / 60_000)} minutes.`);
  if (end.kind === 'failed') console.log(end.reason);
  const isGood = end.kind === 'exited' && end.code === 0;
  if (step.report === undefined) return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  const counts = readReport(step.report);
  return isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export function describeOutcome(outcome: StepOutcome): string {
  const skipped = outcome.skipped === 0 ? '' : `, ${String(outcome.skipped)} skipped`;
  const verdict = outcome.failed === 0 ? 'ok    ' : 'FAILED';
  return `${verdict} ${outcome.title}: ${String(outcome.passed)} passed, ${String(outcome.failed)} failed${skipped} (${outcome.seconds.toFixed(1)} s)`;
}

/** A tool that left no report has tested nothing, which is a failure and never a success. */
function readReport(report: NonNullable<Step['report']>): TestCounts {
  try {
    const counts = report.read(report.path);
    return counts.passed + counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.log(`No report in ${report.path}: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

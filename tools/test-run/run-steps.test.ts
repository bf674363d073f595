import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ToolEnd } from './run-in-group.ts';
import { runInGroup } from './run-in-group.ts';
import { countStep, describeOutcome } from './run-steps.ts';
import type { Step } from './steps.ts';
import { readPlaywrightCounts, readVitestCounts } from './test-counts.ts';

const good: ToolEnd = { kind: 'exited', code: 0 };
const bad: ToolEnd = { kind: 'exited', code: 1 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hydrant-test-run-'));
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('a step without a report', () => {
  const gate: Step = { title: 'Gate', command: ['gate'], timeLimitMs: 1_000 };

  test('is one test', () => {
    expect(countStep(gate, good)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countStep(gate, bad)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('fails when it takes too long or cannot be started', () => {
    expect(countStep(gate, { kind: 'timed-out' }).failed).toBe(1);
    expect(countStep(gate, { kind: 'failed', reason: 'gone' }).failed).toBe(1);
  });
});

describe('a step with a report', () => {
  test('counts the tests of vitest', () => {
    const step = reportingStep(
      { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0 },
      readVitestCounts,
    );
    expect(countStep(step, bad)).toEqual({ passed: 7, failed: 2, skipped: 1 });
  });

  test('counts the tests of Playwright, and a flaky one as failed', () => {
    const step = reportingStep(
      { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } },
      readPlaywrightCounts,
    );
    expect(countStep(step, bad)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  test('fails when all tests passed and the tool did not', () => {
    const step = reportingStep(
      { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 },
      readVitestCounts,
    );
    expect(countStep(step, bad)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  test('fails when there is no report, or a report of nothing', () => {
    const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 3, numTodoTests: 0 };
    expect(countStep(reportingStep(nothing, readVitestCounts), good)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 3,
    });
    expect(countStep(reportingStep('no report', readVitestCounts), good).failed).toBe(1);
  });
});

test('an outcome is one line with its verdict in front', () => {
  const outcome = { title: 'Unit tests', passed: 3, failed: 0, skipped: 2, seconds: 1.25 };
  expect(describeOutcome(outcome)).toBe('ok     Unit tests: 3 passed, 0 failed, 2 skipped (1.3 s)');
  expect(describeOutcome({ ...outcome, failed: 1, skipped: 0 })).toBe(
    'FAILED Unit tests: 3 passed, 1 failed (1.3 s)',
  );
});

describe('a tool', () => {
  test('that ends by itself tells its exit code', async () => {
    expect(
      await runInGroup(process.execPath, ['-e', 'process.exitCode = 3'], { timeLimitMs: 20_000 }),
    ).toEqual({
      kind: 'exited',
      code: 3,
    });
  });

  test('that takes too long is ended', async () => {
    const forever = ['-e', 'setInterval(() => {}, 1000)'];
    expect(await runInGroup(process.execPath, forever, { timeLimitMs: 1 })).toEqual({ kind: 'timed-out' });
  });

  test('that does not exist has failed', async () => {
    expect((await runInGroup('/no/such/tool', [], { timeLimitMs: 1_000 })).kind).toBe('failed');
  });
});

function reportingStep(report: unknown, read: NonNullable<Step['report']>['read']): Step {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return { title: 'Tests', command: ['tests'], timeLimitMs: 1_000, report: { path, read } };
}

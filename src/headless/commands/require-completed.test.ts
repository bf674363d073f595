import { expect, it } from 'vitest';
import type { ErrorCode } from '#contract/errors.ts';
import type { ExportBatch } from '#contract/export-batch.ts';
import { batchDouble } from '../../../test/headless/batch-double.ts';
import { errorLine } from '../command-line/report-error.ts';
import { requireCompleted } from './require-completed.ts';

function lineOf(parts: Partial<ExportBatch>, values = {}): string {
  try {
    requireCompleted(batchDouble(parts), values);
  } catch (error) {
    return errorLine(error);
  }
  return 'completed';
}

function held(code: ErrorCode, fileCount = 0, remedy?: string): Partial<ExportBatch> {
  const problem = { code, message: 'It stopped.', ...(remedy === undefined ? {} : { remedy }) };
  return { state: 'paused', fileCount, problem };
}

it('is content with a completed batch', () => {
  expect(lineOf({ state: 'completed' })).toBe('completed');
});

it.each([
  [
    held('disk.full', 3),
    'free some space, then run hydrant exports resume 7, which goes on after the 3 files that are complete',
  ],
  [
    held('disk.full', 1),
    'free some space, then run hydrant exports resume 7, which goes on after the file that is complete',
  ],
  [
    held('file.exists'),
    'move it away, then run hydrant exports resume 7; with --force it replaces that file',
  ],
  [held('file.not-found'), 'make the folder again, then run hydrant exports resume 7'],
  [
    held('file.permission-denied', 0, 'Choose a folder that you may write to.'),
    'allow that, then run hydrant exports resume 7',
  ],
  [held('export.interrupted', 0, 'Resume it.'), 'run hydrant exports resume 7'],
  [held('file.failed', 0, 'Check the disk.'), 'check the disk, then run hydrant exports resume 7'],
  [held('internal'), 'run again with HYDRANT_DEBUG=1 and report what it prints'],
])('says how to go on with %j', (batch, remedy) => {
  expect(lineOf(batch)).toBe(`hydrant: It stopped: ${remedy}`);
});

it('names the store that the command was given, as a shell takes it', () => {
  expect(lineOf(held('disk.full'), { 'data-dir': '/my data' })).toContain(
    "run hydrant exports resume 7 --data-dir '/my data'",
  );
});

it('passes on why a batch failed, with the option that helps where its name was taken', () => {
  const problem = { code: 'file.exists', message: 'a.csv exists already.', remedy: 'Allow it.' } as const;
  expect(lineOf({ state: 'failed', problem })).toBe(
    'hydrant: a.csv exists already: choose another name, or replace it with --force',
  );
  expect(lineOf({ state: 'failed', problem: { ...problem, code: 'query.invalid' } })).toBe(
    'hydrant: a.csv exists already: allow it',
  );
});

it('is cancelled with a batch that the user ended', () => {
  expect(() => {
    requireCompleted(batchDouble({ state: 'cancelled' }), {});
  }).toThrow(expect.objectContaining({ code: 'cancelled' }));
});

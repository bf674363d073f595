import { describe, expect, it } from 'vitest';
import { SPREADSHEET_MAX_ROWS } from '#contract/export-format.ts';
import type { ExportPreview } from '#contract/export-preview.ts';
import type { ExportPlan } from '../plan/export-plan.ts';
import { NEW_PLAN } from '../plan/export-plan.ts';
import {
  SPREADSHEET_ROWS_PER_FILE,
  isTooLargeForTarget,
  isTooLongForSpreadsheets,
  targetProblemTitle,
} from './preview-notes.ts';

function preview(changes: Partial<ExportPreview>): ExportPreview {
  return { rows: 0, estimatedBytes: 0, estimatedFiles: 1, target: null, ...changes } as ExportPreview;
}

describe('a file for a spreadsheet', () => {
  it.each<[Partial<ExportPlan>, number, boolean]>([
    [{}, SPREADSHEET_MAX_ROWS - 1, false],
    [{}, SPREADSHEET_MAX_ROWS, true],
    [{ text: { ...NEW_PLAN.text, hasHeader: false } }, SPREADSHEET_MAX_ROWS, false],
    [{ text: { ...NEW_PLAN.text, hasHeader: false } }, SPREADSHEET_MAX_ROWS + 1, true],
    [{ format: 'tsv' }, SPREADSHEET_MAX_ROWS, true],
    [{ format: 'jsonl' }, 100_000_000, false],
    [{ format: 'journal' }, 100_000_000, false],
    [{ format: 'parquet' }, 100_000_000, false],
  ])('with %j and %d rows is too long: %s', (changes, rows, isTooLong) => {
    expect(isTooLongForSpreadsheets({ ...NEW_PLAN, ...changes }, preview({ rows }))).toBe(isTooLong);
  });

  it('is short enough when the offer to split is taken', () => {
    const split = { ...NEW_PLAN.split, isByRows: true, rows: String(SPREADSHEET_ROWS_PER_FILE) };
    expect(isTooLongForSpreadsheets({ ...NEW_PLAN, split }, preview({ rows: 100_000_000 }))).toBe(false);
  });

  it('is too long in a download, which is one file whatever is chosen for folders', () => {
    const split = { ...NEW_PLAN.split, isByRows: true };
    const plan: ExportPlan = { ...NEW_PLAN, split, destination: 'download' };
    expect(isTooLongForSpreadsheets(plan, preview({ rows: 2_000_000 }))).toBe(true);
  });

  it('is short enough where its size keeps it so', () => {
    const split = { ...NEW_PLAN.split, isBySize: true };
    const large = preview({ rows: 4_000_000, estimatedFiles: 2 });
    expect(isTooLongForSpreadsheets({ ...NEW_PLAN, split }, large)).toBe(true);
    expect(isTooLongForSpreadsheets({ ...NEW_PLAN, split }, { ...large, estimatedFiles: 8 })).toBe(false);
  });
});

it('says in few words what keeps files from being written', () => {
  expect(targetProblemTitle({ code: 'file.exists', message: '' })).toBe('The name is taken');
  expect(targetProblemTitle({ code: 'file.permission-denied', message: '' })).toBe(
    'Nothing can be written there',
  );
});

it.each([
  [100, 100, false],
  [101, 100, true],
  [101, null, false],
])('says whether %d bytes fit into %d: %s', (estimatedBytes, freeBytes, isTooLarge) => {
  const target = { path: '/srv/x.csv', freeBytes, problem: null };
  expect(isTooLargeForTarget(preview({ estimatedBytes, target }))).toBe(isTooLarge);
});

it('says nothing of the space where a browser keeps its downloads', () => {
  expect(isTooLargeForTarget(preview({ estimatedBytes: 1e15 }))).toBe(false);
});

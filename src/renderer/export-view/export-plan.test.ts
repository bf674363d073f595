import { describe, expect, it } from 'vitest';
import { exportRequestSchema } from '#contract/export.ts';
import { NO_FILTER } from '../state/entry-filter.ts';
import type { ExportPlan } from './export-plan.ts';
import {
  allColumns,
  exportRequestOf,
  newExportPlan,
  planFault,
  targetPath,
  withFormat,
} from './export-plan.ts';

const PLAN: ExportPlan = { ...newExportPlan(0), directory: '/home/maria', fileName: 'errors.csv' };

describe('an export plan', () => {
  it('becomes a request that the contract accepts, bound to what was counted', () => {
    const filter = { ...NO_FILTER, severities: [3, 4], where: 'ssh' };
    const request = exportRequestOf(PLAN, filter, 4711);
    expect(exportRequestSchema.parse(request)).toEqual({
      query: { severities: [3, 4], where: 'ssh' },
      format: 'csv',
      path: '/home/maria/errors.csv',
      columns: ['time', 'severity', 'raw_severity', 'host', 'unit', 'identifier', 'pid', 'message'],
      neutralisesFormulas: true,
      replacesExisting: false,
      lastId: 4711,
    });
  });

  it('neutralises nothing in JSON Lines, where no spreadsheet looks', () => {
    expect(exportRequestOf(withFormat(PLAN, 'jsonl'), NO_FILTER, 1).neutralisesFormulas).toBe(false);
  });

  it('gives a download only a name', () => {
    expect(exportRequestOf({ ...PLAN, destination: 'download' }, NO_FILTER, 1).path).toBe('errors.csv');
  });

  it('proposes a name that says when it was made', () => {
    expect(newExportPlan(0).fileName).toMatch(/^hydrant-\d{8}-\d{6}\.csv$/);
  });

  it('changes the ending with the format, and no longer replaces a file that nobody was asked about', () => {
    const chosen = { ...PLAN, chosenPath: '/tmp/a.csv', replacesExisting: true };
    expect(withFormat(chosen, 'jsonl')).toMatchObject({
      chosenPath: '/tmp/a.jsonl',
      replacesExisting: false,
    });
  });

  it('adds raw fields by name, each column once', () => {
    const plan = { ...PLAN, columns: ['time', 'message'], fieldNames: '_CMDLINE,  MESSAGE_ID time' };
    expect(allColumns(plan)).toEqual(['time', 'message', '_CMDLINE', 'MESSAGE_ID']);
  });

  it.each([
    ['/home/maria/', '/home/maria/errors.csv'],
    ['C:\\Users\\maria', 'C:\\Users\\maria\\errors.csv'],
    ['/', '/errors.csv'],
  ])('joins %s and the name', (directory, path) => {
    expect(targetPath({ ...PLAN, directory })).toBe(path);
  });

  it.each([
    [{}, null],
    [{ columns: [] }, 'no-columns'],
    [{ fileName: ' ' }, 'no-name'],
    [{ fileName: '../x.csv' }, 'name-has-separator'],
    [{ directory: '' }, 'no-directory'],
    [{ directory: '', destination: 'download' as const }, null],
    [{ directory: '', fileName: '', chosenPath: '/tmp/x.csv' }, null],
  ])('says what is missing: %j', (changes, fault) => {
    expect(planFault({ ...PLAN, ...changes })).toBe(fault);
  });
});

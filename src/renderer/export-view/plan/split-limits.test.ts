import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_PLAN } from './export-plan.ts';
import { splitChoiceOf, splitFaults, splitLimits } from './split-limits.ts';

const SPLIT = { ...NEW_PLAN.split, isByRows: true, isBySize: true };

describe('splitting into files', () => {
  it('is off until it is asked for, whatever the fields say', () => {
    expect(splitLimits(NEW_PLAN.split)).toEqual({ rowsPerFile: null, bytesPerFile: null });
    expect(splitFaults({ ...NEW_PLAN.split, rows: 'x', size: 'x' })).toEqual({ rows: false, size: false });
  });

  it('reads rows and sizes as people type them', () => {
    expect(splitLimits({ ...SPLIT, rows: '1,000,000', size: '0.5', sizeUnit: 'GB' })).toEqual({
      rowsPerFile: 1_000_000,
      bytesPerFile: 500_000_000,
    });
  });

  it.each(['0', '', 'many', '-1', '1.5'])('cannot split after %j rows', (rows) => {
    expect(splitFaults({ ...SPLIT, rows })).toEqual({ rows: true, size: false });
    expect(splitLimits({ ...SPLIT, rows }).rowsPerFile).toBeNull();
  });

  it('makes no splinters: the smallest file has a thousand bytes', () => {
    expect(splitFaults({ ...SPLIT, size: '0.001', sizeUnit: 'MB' }).size).toBe(false);
    expect(splitFaults({ ...SPLIT, size: '0.000999', sizeUnit: 'MB' }).size).toBe(true);
    expect(splitFaults({ ...SPLIT, size: '999999999', sizeUnit: 'GB' }).size).toBe(true);
  });

  it('shows the limits of an earlier request as they were', () => {
    const limits = fc.record(
      {
        rowsPerFile: fc.integer({ min: 1, max: 1_000_000_000 }),
        bytesPerFile: fc.integer({ min: 1_000, max: 5_000_000 }).map((kilobytes) => kilobytes * 1_000),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(limits, ({ rowsPerFile, bytesPerFile }) => {
        const shown = splitChoiceOf({ rowsPerFile, bytesPerFile }, NEW_PLAN.split);
        expect(splitLimits(shown)).toEqual({
          rowsPerFile: rowsPerFile ?? null,
          bytesPerFile: bytesPerFile ?? null,
        });
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { ExportPlan } from './export-plan.ts';
import { NEW_PLAN, withFrequency } from './export-plan.ts';
import { hasFault, isSplitPlan, planFaults } from './plan-faults.ts';

const DOWNLOADS = '/home/maria/Downloads';
const RECURRING: ExportPlan = {
  ...withFrequency(NEW_PLAN, 'recurring'),
  recurrence: { ...NEW_PLAN.recurrence, name: 'nightly' },
};

describe('a plan', () => {
  it('can be carried out as it is at the beginning', () => {
    expect(hasFault(planFaults(NEW_PLAN, DOWNLOADS))).toBe(false);
    expect(hasFault(planFaults(RECURRING, DOWNLOADS))).toBe(false);
  });

  it.each<[Partial<ExportPlan>, object]>([
    [{ directory: ' ' }, { directory: 'none' }],
    [{ namePattern: '' }, { name: { kind: 'empty', found: '' } }],
    [{ namePattern: '../x' }, { name: { kind: 'unsafe', found: '/' } }],
    [{ split: { ...NEW_PLAN.split, isByRows: true, rows: '0' } }, { rows: true }],
    [{ split: { ...NEW_PLAN.split, isBySize: true, size: '' } }, { size: true }],
  ])('says what is missing: %j', (changes, fault) => {
    const faults = planFaults({ ...NEW_PLAN, ...changes }, DOWNLOADS);
    expect(faults).toMatchObject(fault);
    expect(hasFault(faults)).toBe(true);
  });

  it('needs a folder until the shell has named one', () => {
    expect(planFaults(NEW_PLAN, '').directory).toBe('none');
  });

  it('needs no folder and no limits for a download', () => {
    const download: ExportPlan = {
      ...NEW_PLAN,
      destination: 'download',
      directory: '',
      split: { ...NEW_PLAN.split, isByRows: true, rows: '' },
    };
    expect(hasFault(planFaults(download, DOWNLOADS))).toBe(false);
    expect(isSplitPlan({ ...download, split: { ...NEW_PLAN.split, isByRows: true } })).toBe(false);
  });
});

describe('a recurring export', () => {
  it.each<[Partial<ExportPlan>, object]>([
    [{ recurrence: { ...RECURRING.recurrence, name: ' ' } }, { scheduleName: 'none' }],
    [{ recurrence: { ...RECURRING.recurrence, every: '0' } }, { trigger: true }],
    [{ namePattern: '{name}-{date}' }, { name: { kind: 'repeats', found: '{name}-{date}' } }],
  ])('says what is missing: %j', (changes, fault) => {
    expect(planFaults({ ...RECURRING, ...changes }, DOWNLOADS)).toMatchObject(fault);
  });

  it('goes to a folder, so it needs one', () => {
    expect(planFaults({ ...RECURRING, destination: 'download', directory: '' }, DOWNLOADS).directory).toBe(
      'none',
    );
  });

  it('takes over the names for recurring exports, unless others were chosen', () => {
    expect(RECURRING.namePattern).toBe('{name}-{time}');
    expect(withFrequency(RECURRING, 'once').namePattern).toBe('hydrant-{time}');
    expect(withFrequency({ ...NEW_PLAN, namePattern: 'x-{time}' }, 'recurring').namePattern).toBe('x-{time}');
  });
});

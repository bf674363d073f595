import { describe, expect, it } from 'vitest';
import { exportRequestSchema } from '#contract/export-request.ts';
import { newExportScheduleSchema } from '#contract/export-schedule.ts';
import { NO_FILTER } from '../../state/entry-filter.ts';
import type { ExportPlan } from './export-plan.ts';
import { NEW_PLAN, withFrequency } from './export-plan.ts';
import {
  formOfRequest,
  formOfSchedule,
  placeBeside,
  previewRequestOf,
  requestOf,
  scheduleOf,
} from './plan-request.ts';

const DOWNLOADS = '/home/maria/Downloads';
const FILTER = { ...NO_FILTER, severities: [3, 4], where: 'ssh', nowUnixUs: 17 };
const FULL: ExportPlan = {
  ...NEW_PLAN,
  format: 'tsv',
  compression: 'gzip',
  columns: ['message', 'time', 'ERRNO'],
  text: { ...NEW_PLAN.text, lineEnd: 'lf', neutralisesFormulas: false },
  times: { format: 'unix', zone: 'Europe/Berlin' },
  redacts: ['ips', 'users'],
  directory: '/srv/exports',
  namePattern: 'errors-{time}',
  split: { isByRows: true, rows: '1,000', isBySize: true, size: '2', sizeUnit: 'GB' },
  afterBatchId: 41,
};
const RECURRING: ExportPlan = {
  ...withFrequency(NEW_PLAN, 'recurring'),
  recurrence: { ...NEW_PLAN.recurrence, name: ' nightly ', at: '07:00' },
};

describe('a plan', () => {
  it('becomes a request that the contract accepts as it is', () => {
    const request = requestOf(FULL, FILTER, DOWNLOADS);
    expect(exportRequestSchema.parse(request)).toEqual(request);
    expect(request).toEqual({
      query: { severities: [3, 4], where: 'ssh', nowUnixUs: 17 },
      format: 'tsv',
      compression: 'gzip',
      columns: ['message', 'time', 'ERRNO'],
      text: {
        delimiter: ',',
        hasByteOrderMark: false,
        lineEnd: 'lf',
        hasHeader: true,
        neutralisesFormulas: false,
      },
      times: { format: 'unix', zone: 'Europe/Berlin' },
      redacts: ['ips', 'users'],
      target: { kind: 'folder', directory: '/srv/exports', namePattern: 'errors-{time}' },
      replacesExisting: false,
      rowsPerFile: 1_000,
      bytesPerFile: 2_000_000_000,
      afterBatchId: 41,
    });
  });

  it('goes where the shell puts exports until a folder is chosen', () => {
    expect(requestOf(NEW_PLAN, NO_FILTER, DOWNLOADS).target).toEqual({
      kind: 'folder',
      directory: DOWNLOADS,
      namePattern: 'hydrant-{time}',
    });
  });

  it('makes one file of a download, whatever is chosen for folders', () => {
    const request = requestOf({ ...FULL, destination: 'download' }, FILTER, DOWNLOADS);
    expect(request.target).toEqual({ kind: 'download', namePattern: 'errors-{time}' });
    expect(request).not.toHaveProperty('rowsPerFile');
    expect(request).not.toHaveProperty('bytesPerFile');
  });

  it('is counted while its names, its folder and its limits are still being typed', () => {
    const unfinished: ExportPlan = {
      ...FULL,
      directory: ' ',
      namePattern: 'errors-{tim',
      split: { ...FULL.split, rows: '', size: 'x' },
    };
    const request = previewRequestOf(unfinished, FILTER, '');
    expect(exportRequestSchema.safeParse(request).success).toBe(true);
    expect(request.target).toEqual({ kind: 'folder', directory: '/', namePattern: 'hydrant-{time}' });
    expect(previewRequestOf(FULL, FILTER, DOWNLOADS)).toEqual(requestOf(FULL, FILTER, DOWNLOADS));
  });
});

describe('a recurring export', () => {
  it('is what the contract takes: without what belongs to a single batch, and with times that count from each run', () => {
    const schedule = scheduleOf({ ...RECURRING, afterBatchId: 41 }, FILTER, DOWNLOADS);
    expect(newExportScheduleSchema.parse(schedule)).toEqual(schedule);
    expect(schedule).toMatchObject({
      name: 'nightly',
      trigger: { kind: 'interval', every: 1, unit: 'days', at: '07:00', runsMissedAtStart: true },
      isEnabled: true,
      request: {
        query: { severities: [3, 4], where: 'ssh' },
        target: { kind: 'folder', directory: DOWNLOADS, namePattern: '{name}-{time}' },
      },
    });
    expect(schedule?.request.query).not.toHaveProperty('nowUnixUs');
  });

  it('writes to a folder even where a download was chosen', () => {
    const schedule = scheduleOf({ ...RECURRING, destination: 'download' }, FILTER, DOWNLOADS);
    expect(schedule?.request.target.kind).toBe('folder');
  });

  it('is none while a number of its trigger is missing', () => {
    const recurrence = { ...RECURRING.recurrence, every: '' };
    expect(scheduleOf({ ...RECURRING, recurrence }, FILTER, DOWNLOADS)).toBeNull();
  });

  it('comes back into the form as it was saved', () => {
    const plan: ExportPlan = { ...FULL, ...RECURRING, directory: '/srv/exports', afterBatchId: null };
    const schedule = scheduleOf(plan, { ...FILTER, nowUnixUs: null }, DOWNLOADS);
    if (schedule === null) throw new Error('It can be saved.');
    const form = formOfSchedule(schedule, NEW_PLAN);
    expect(form?.plan.recurrence.editing).toBe('nightly');
    expect(form === null ? null : scheduleOf(form.plan, form.filter, DOWNLOADS)).toEqual(schedule);
  });
});

describe('a request', () => {
  it('comes back into the form and is then the same request', () => {
    const request = requestOf(FULL, { ...FILTER, nowUnixUs: null }, DOWNLOADS);
    const form = formOfRequest(request, NEW_PLAN);
    expect(form === null ? null : requestOf(form.plan, form.filter, DOWNLOADS)).toEqual(request);
  });

  it('asks anew: relative times count from now, and nobody allowed to replace anything', () => {
    const request = { ...requestOf(FULL, FILTER, DOWNLOADS), replacesExisting: true };
    const form = formOfRequest(request, NEW_PLAN);
    expect(form?.filter.nowUnixUs).toBeNull();
    expect(form?.plan.replacesExisting).toBe(false);
  });

  it('stays away where the form could show only a part of its query', () => {
    const request = requestOf(FULL, FILTER, DOWNLOADS);
    expect(formOfRequest({ ...request, query: { units: ['ssh.service'] } }, NEW_PLAN)).toBeNull();
  });

  it('that named its file as a whole becomes a folder and a pattern', () => {
    const request = requestOf(FULL, FILTER, DOWNLOADS);
    const file = { ...request, target: { kind: 'file' as const, path: '/srv/errors.tsv.gz' } };
    expect(formOfRequest(file, NEW_PLAN)?.plan).toMatchObject({
      destination: 'folder',
      directory: '/srv',
      namePattern: 'errors-{time}',
    });
  });
});

it.each([
  ['/srv/errors.csv', '/srv', 'errors-{time}'],
  ['/errors.csv', '/', 'errors-{time}'],
  ['/srv/errors', '/srv', 'errors-{time}'],
  ['/srv/errors.txt', '/srv', 'errors-{time}'],
  ['/srv/.csv', '/srv', '-{time}'],
  ['/srv/.hidden', '/srv', '.hidden-{time}'],
  ['/srv/a{time}.csv', '/srv', 'a{{time}}-{time}'],
  ['C:\\logs\\errors.csv', 'C:\\logs', 'errors-{time}'],
  ['C:\\errors.csv', 'C:\\', 'errors-{time}'],
])('finds a place beside %s', (path, directory, namePattern) => {
  const place = placeBeside(path, { format: 'csv', compression: 'none' });
  expect(place).toEqual({ kind: 'folder', directory, namePattern });
});

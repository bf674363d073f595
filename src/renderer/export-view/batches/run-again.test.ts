import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '#contract/export-request.ts';
import { exportRequestSchema } from '#contract/export-request.ts';
import { canRunAgain, requestAgain } from './run-again.ts';

const REQUEST: ExportRequest = exportRequestSchema.parse({
  query: { where: 'after:"2h ago"', nowUnixUs: 17 },
  format: 'csv',
  columns: ['time'],
  target: { kind: 'folder', directory: '/srv', namePattern: 'errors-{time}' },
  replacesExisting: true,
  rowsPerFile: 100,
  afterBatchId: 40,
  lastId: 4711,
});

describe('running a batch again', () => {
  it('asks the same of all that is there now', () => {
    expect(requestAgain(REQUEST)).toEqual({
      ...REQUEST,
      query: { where: 'after:"2h ago"' },
      replacesExisting: false,
      lastId: undefined,
    });
    expect(exportRequestSchema.safeParse(requestAgain(REQUEST)).success).toBe(true);
  });

  it('finds a new name where the old one would be the same', () => {
    const named = (namePattern: string): ExportRequest => ({
      ...REQUEST,
      target: { kind: 'folder', directory: '/srv', namePattern },
    });
    expect(requestAgain(named('errors')).target).toMatchObject({ namePattern: 'errors-{time}' });
    expect(requestAgain(named('errors.csv')).target).toMatchObject({ namePattern: 'errors-{time}' });
    expect(requestAgain(named('{batch}')).target).toMatchObject({ namePattern: '{batch}' });
    const file = { ...REQUEST, target: { kind: 'file' as const, path: '/srv/errors.csv' } };
    expect(requestAgain(file).target).toEqual({
      kind: 'folder',
      directory: '/srv',
      namePattern: 'errors-{time}',
    });
  });

  it('is for batches that stand alone', () => {
    expect(canRunAgain({ request: REQUEST }, false)).toBe(true);
    expect(canRunAgain({ request: { ...REQUEST, watermark: 'nightly' } }, false)).toBe(false);
  });

  it('downloads only where there are downloads', () => {
    const download = { ...REQUEST, target: { kind: 'download' as const, namePattern: 'errors.csv' } };
    expect(canRunAgain({ request: download }, true)).toBe(true);
    expect(canRunAgain({ request: download }, false)).toBe(false);
    expect(requestAgain(download).target).toEqual(download.target);
    const timed = { kind: 'download' as const, namePattern: 'errors-20261122T101500Z.csv' };
    expect(requestAgain({ ...REQUEST, target: timed }).target).toMatchObject({
      namePattern: 'errors-{time}.csv',
    });
  });
});

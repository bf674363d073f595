import { describe, expect, it } from 'vitest';
import type { ExportBatch } from '#contract/export-batch.ts';
import { exportBatch } from '../../../../test/renderer/export-batches.ts';
import { batchTitle, contentWords, fileName, originWords, settledWords, stateWords } from './batch-words.ts';

const FULL: WireProblem = { code: 'disk.full', message: 'The disk is full.' };
type WireProblem = NonNullable<ExportBatch['problem']>;

describe('a batch', () => {
  it.each<[Partial<ExportBatch>, number[], string]>([
    [{ state: 'queued' }, [41], 'Waiting'],
    [{ state: 'queued' }, [40, 41, 42], 'Waiting, number 2 of 3'],
    [{ state: 'queued' }, [40, 42], 'Waiting'],
    [{ state: 'running' }, [42, 43], 'Writing'],
    [{ state: 'paused' }, [], 'Paused'],
    [{ state: 'paused', problem: FULL }, [], 'Stopped'],
    [{ state: 'completed' }, [], 'Exported'],
    [{ state: 'cancelled' }, [], 'Cancelled'],
    [{ state: 'failed', problem: FULL }, [], 'Failed'],
  ])('that is %j, with %j waiting, is called %s', (changes, queuedIds, words) => {
    expect(stateWords(exportBatch(41, changes), queuedIds)).toBe(words);
  });

  it('says what it holds, since when, and how it is written', () => {
    const { request } = exportBatch(41);
    expect(contentWords({ request }, 'utc')).toBe('All entries · CSV');
    const errors: ExportBatch['request'] = {
      ...request,
      query: { severities: [0, 1, 2, 3], where: 'ssh' },
      afterBatchId: 40,
      format: 'jsonl',
      compression: 'gzip',
    };
    expect(contentWords({ request: errors }, 'utc')).toBe(
      'Entries of severity error and worse that match “ssh” since batch #40 · JSON Lines, gzip',
    );
  });

  it.each<[Partial<ExportBatch>, string | null]>([
    [{ origin: 'view' }, null],
    [
      { origin: 'schedule', request: { ...exportBatch(1).request, watermark: 'nightly' } },
      'Recurring export “nightly”',
    ],
    [{ origin: 'command' }, 'Command line'],
    [{ origin: 'download' }, 'Download'],
  ])('says who asked for it', (changes, words) => {
    expect(originWords(exportBatch(1, changes))).toBe(words);
  });

  it('can be chosen by its number, its end and what it held', () => {
    expect(batchTitle(exportBatch(1), 'utc')).toBe('#1, ended 2026-11-22 10:01:30, All entries');
    expect(batchTitle(exportBatch(1, { endedAtUnixUs: null }), 'utc')).toBe('#1, All entries');
  });

  it.each<[Partial<ExportBatch>, string | null]>([
    [{ state: 'completed', rowsWritten: 12_345 }, 'Export #7 is complete: 12,345 entries'],
    [{ state: 'completed', rowsWritten: 1 }, 'Export #7 is complete: 1 entry'],
    [{ state: 'paused', problem: FULL }, 'Export #7 has stopped: it needs you'],
    [{ state: 'failed', problem: FULL }, 'Export #7 has failed'],
    [{ state: 'cancelled' }, null],
    [{ state: 'running' }, null],
  ])('tells its end to whoever waited: %j', (changes, words) => {
    expect(settledWords(exportBatch(7, changes))).toBe(words);
  });
});

it.each([
  ['/srv/errors.csv', 'errors.csv'],
  ['C:\\logs\\errors.csv', 'errors.csv'],
  ['errors.csv', 'errors.csv'],
])('finds the name in %s', (path, name) => {
  expect(fileName(path)).toBe(name);
});

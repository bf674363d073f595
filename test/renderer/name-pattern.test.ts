import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { EXPORT_COMPRESSIONS, EXPORT_FORMAT_NAMES } from '#contract/export-format.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import { exportRequestSchema } from '#contract/export-request.ts';
import { bindNames, partPath } from '#core/exports/files/batch-names.ts';
import type { NameFacts } from '#contract/name-pattern.ts';
import { NAME_TOKENS, literalPattern } from '#contract/name-pattern.ts';
import { exampleName, isNewEachTime, typedFault } from '../../src/renderer/export-view/plan/name-pattern.ts';

const NOW: NameFacts = {
  timeUnixUs: Date.UTC(2026, 10, 22, 10, 15, 0, 999) * 1000 + 999,
  name: 'nightly errors',
  batchId: 41,
  host: 'websrv01',
};

const piece = fc.oneof(
  fc.constantFrom(...NAME_TOKENS.map((token) => `{${token}}`)),
  fc.constantFrom(
    '{{',
    '}}',
    '{',
    '}',
    '{tim}',
    '{}',
    '{Time}',
    '.',
    ' ',
    '-',
    '_',
    '/',
    '\\',
    '..',
    '.csv',
    '.CSV',
  ),
  fc.constantFrom(
    '.csv.gz',
    '.parquet',
    '.jsonl.zst',
    '\u202e',
    '\u0000',
    '%',
    "'",
    '$',
    'ä',
    '😀',
    '\ud800',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const pattern = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((text) => text !== '');
const facts = fc.record({
  timeUnixUs: fc.integer({ min: 0, max: 4_000_000_000_000_000 }),
  name: fc.string({ unit: 'binary', maxLength: 100 }),
  batchId: fc.integer({ min: 1, max: 10_000_000 }),
  host: fc.string({ unit: 'binary', maxLength: 100 }),
});
const files = fc.record({
  format: fc.constantFrom(...EXPORT_FORMAT_NAMES),
  compression: fc.constantFrom(...EXPORT_COMPRESSIONS),
  isSplit: fc.boolean(),
});
type Files = typeof files extends fc.Arbitrary<infer T> ? T : never;

function requestOf(namePattern: string, { format, compression, isSplit }: Files): ExportRequest {
  return exportRequestSchema.parse({
    query: {},
    format,
    compression,
    columns: ['time'],
    target: { kind: 'folder', directory: '/', namePattern },
    replacesExisting: false,
    ...(isSplit ? { rowsPerFile: 10 } : {}),
  });
}

/** What the engine makes of it; null: it refuses it. */
function engineName(namePattern: string, chosen: Files, given: NameFacts): string | null {
  try {
    return partPath(bindNames(requestOf(namePattern, chosen), given), 1, 4).slice(1);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

describe('a pattern for names', () => {
  it('is refused exactly when the engine refuses it, and else gives the name that the engine gives', () => {
    fc.assert(
      fc.property(pattern, files, facts, (text, chosen, given) => {
        const expected = engineName(text, chosen, given);
        expect(typedFault(text, chosen) === null).toBe(expected !== null);
        if (expected !== null) expect(exampleName(text, chosen, given)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['hydrant-{time}', 'hydrant-20261122T101500Z.csv'],
    ['{name}-{time}', 'nightly_errors-20261122T101500Z.csv'],
    ['{host}_{date}_{batch}', 'websrv01_2026-11-22_00041.csv'],
    ['errors.csv', 'errors.csv'],
    ['{{literal}}', '{literal}.csv'],
  ])('%s becomes %s', (text, name) => {
    expect(exampleName(text, { format: 'csv', compression: 'none', isSplit: false }, NOW)).toBe(name);
  });

  it('numbers the parts where there can be several', () => {
    const split: Files = { format: 'jsonl', compression: 'zstd', isSplit: true };
    expect(exampleName('errors-{time}', split, NOW)).toBe('errors-20261122T101500Z_0001.jsonl.zst');
    expect(exampleName('{part}-errors', split, NOW)).toBe('0001-errors.jsonl.zst');
  });

  it.each([
    ['', 'empty', ''],
    ['.csv', 'empty', ''],
    ['a/b', 'unsafe', '/'],
    ['.hidden', 'edge', '.hidden'],
    ['{time', 'lone-brace', '{'],
    ['{tim}', 'unknown-token', '{tim}'],
  ])('says what is wrong with %j', (text, kind, found) => {
    expect(typedFault(text, { format: 'csv', compression: 'none' })).toEqual({
      kind,
      found,
    });
  });

  it('is another one each time only with a time or a number in it', () => {
    expect(isNewEachTime('{name}-{time}')).toBe(true);
    expect(isNewEachTime('{batch}')).toBe(true);
    expect(isNewEachTime('{name}-{date}')).toBe(false);
    expect(isNewEachTime('{{time}}')).toBe(false);
  });

  it('can mean any text, braces too', () => {
    const plain: Files = { format: 'csv', compression: 'none', isSplit: false };
    expect(exampleName(literalPattern('a{time}b'), plain, NOW)).toBe('a{time}b.csv');
  });
});

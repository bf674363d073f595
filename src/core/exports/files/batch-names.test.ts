import * as fc from 'fast-check';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportRequestSchema, type ExportRequestInput } from '#contract/export-request.ts';
import { compactTime } from '#contract/name-pattern.ts';
import { bindNames, digitsOfParts, manifestPath, partPath } from './batch-names.ts';
import { checkExportPath } from './export-path.ts';

const FACTS = { timeUnixUs: 1_795_342_500_123_456, name: 'errors', batchId: 41, host: 'web-1' };

function names(parts: Partial<ExportRequestInput>) {
  const request = exportRequestSchema.parse({
    query: {},
    format: 'csv',
    columns: ['message'],
    target: { kind: 'folder', directory: '/logs', namePattern: '{name}-{time}' },
    replacesExisting: false,
    ...parts,
  });
  return bindNames(request, FACTS);
}

function folder(namePattern: string): Pick<ExportRequestInput, 'target'> {
  return { target: { kind: 'folder', directory: '/logs', namePattern } };
}

describe('names of a batch', () => {
  it('carry name and time, and a number where there can be several files', () => {
    expect(partPath(names({}), 1, 4)).toBe('/logs/errors-20261122T101500Z.csv');
    const split = names({ rowsPerFile: 10 });
    expect(partPath(split, 1, 4)).toBe('/logs/errors-20261122T101500Z_0001.csv');
    expect(partPath(split, 12, 4)).toBe('/logs/errors-20261122T101500Z_0012.csv');
    expect(manifestPath(split)).toBe('/logs/errors-20261122T101500Z.csv.manifest.json');
  });

  it.each([
    ['{date}_{host}_{batch}', '/logs/2026-11-22_web-1_00041.csv.gz'],
    ['{part}.of.{name}', '/logs/0001.of.errors.csv.gz'],
    ['log {{1}}.csv.gz', '/logs/log {1}.csv.gz'],
    ['  padded  ', '/logs/padded.csv.gz'],
  ])('follow the pattern %s', (pattern, path) => {
    expect(partPath(names({ ...folder(pattern), compression: 'gzip' }), 1, 4)).toBe(path);
  });

  it('are exactly the path that was asked for', () => {
    const target = { kind: 'file', path: '/logs/my {log}.txt' } as const;
    expect(partPath(names({ target }), 1, 4)).toBe('/logs/my {log}.txt');
    const split = names({ target, bytesPerFile: 1000 });
    expect(partPath(split, 2, 4)).toBe('/logs/my {log}_0002.txt');
    expect(manifestPath(split)).toBe('/logs/my {log}.txt.manifest.json');
  });

  it.each([
    ['/logs/log.csv.gz', '/logs/log_0002.csv.gz'],
    ['/logs/log.2026.jsonl.ZST', '/logs/log.2026_0002.jsonl.ZST'],
    ['/logs/log.gz', '/logs/log_0002.gz'],
    ['/logs/log.csv.tar', '/logs/log.csv_0002.tar'],
  ])('of the path %s are numbered before all of its extension', (path, second) => {
    const split = names({ target: { kind: 'file', path }, rowsPerFile: 10 });
    expect(partPath(split, 2, 4)).toBe(second);
    expect(manifestPath(split)).toBe(`${path}.manifest.json`);
  });

  it.each(['{tme}', 'a/b', 'a\\b', '..', 'x.', 'a:b', 'a\u202eb', '{', 'a}b', '.csv', '%PATH%'])(
    'cannot be made of %j',
    (pattern) => {
      expect(() => names(folder(pattern))).toThrow(expect.objectContaining({ code: 'export.invalid' }));
    },
  );

  it('never leave the folder, whatever a recurring export or a host is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (word) => {
        const request = exportRequestSchema.parse({
          query: {},
          format: 'csv',
          columns: ['id'],
          target: { kind: 'folder', directory: '/logs', namePattern: '{name}-{host}-{time}' },
          replacesExisting: false,
        });
        const bound = bindNames(request, { ...FACTS, name: word, host: word });
        const path = partPath(bound, 1, 4);
        expect(path).toBe(join('/logs', basename(path)));
        for (const platform of ['linux', 'win32'] as const) checkExportPath(path, platform);
      }),
    );
  });

  it('sort as the batches and their parts do', () => {
    const digits = digitsOfParts(12_345);
    const paths = [1, 9, 10, 9999, 10_000, 12_345].map((part) =>
      partPath(names({ rowsPerFile: 1 }), part, digits),
    );
    expect(paths.toSorted()).toEqual(paths);
    expect(digitsOfParts(0)).toBe(4);
    expect(compactTime(0) < compactTime(FACTS.timeUnixUs)).toBe(true);
  });
});

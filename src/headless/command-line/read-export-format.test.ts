import { describe, expect, it } from 'vitest';
import { EXPORT_COMPRESSIONS, EXPORT_FORMAT_NAMES, extensionOf } from '#contract/export-format.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { readExportFormat } from './read-export-format.ts';

/** `format compression`, or how it is refused. */
function formatOf(path: string | undefined, ...args: string[]): string {
  const commandLine = parseCommandLine(['export', ...args]);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  try {
    const { format, compression } = readExportFormat(commandLine.values, path);
    return `${format} ${compression}`;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('what is not given', () => {
  it.each([
    ['a.csv', 'csv none'],
    ['/x/a.b.TSV', 'tsv none'],
    ['a.jsonl.gz', 'jsonl gzip'],
    ['a.ndjson.zst', 'jsonl zstd'],
    ['a.export', 'journal none'],
    ['a.parquet', 'parquet none'],
    ['.csv', 'csv none'],
  ])('follows from the name %s', (path, chosen) => {
    expect(formatOf(path)).toBe(chosen);
  });

  it('follows from the names that Hydrant gives itself', () => {
    for (const format of EXPORT_FORMAT_NAMES) {
      for (const compression of EXPORT_COMPRESSIONS) {
        const packed = format === 'parquet' ? 'none' : compression;
        expect(formatOf(`a${extensionOf(format, compression)}`)).toBe(`${format} ${packed}`);
        const args = ['--format', format, ...(compression === 'none' ? [] : ['--compress', compression])];
        expect(formatOf(`a${extensionOf(format, compression)}`, ...args)).toBe(`${format} ${compression}`);
      }
    }
  });

  it('is asked for where the name says nothing', () => {
    for (const path of [undefined, 'a', 'a.txt', 'csv', 'a.csv.bak', 'a.gz']) {
      expect(formatOf(path)).toBe('No --format is given');
    }
  });

  it('follows for the compression alone, too', () => {
    expect(formatOf('a.log.gz', '--format', 'jsonl')).toBe('jsonl gzip');
    expect(formatOf('a.csv.zst', '--format', 'csv')).toBe('csv zstd');
  });
});

describe('a name that says nothing of the contents', () => {
  it.each([
    [['--format', 'jsonl'], 'jsonl none'],
    [['--format', 'csv', '--compress', 'zstd'], 'csv zstd'],
  ])('goes with %j', (args, chosen) => {
    for (const path of [undefined, 'a', 'a.txt', 'backup.2026', 'night.export']) {
      expect(formatOf(path, ...args)).toBe(chosen);
    }
  });

  it('or that means the same goes, too', () => {
    expect(formatOf('a.tsv', '--format', 'csv', '--delimiter', 'tab')).toBe('csv none');
    expect(formatOf('a.parquet', '--format', 'parquet', '--compress', 'zstd')).toBe('parquet zstd');
  });
});

describe('a name that would mislead', () => {
  it.each([
    ['a.csv', ['--format', 'jsonl'], 'a.csv would hold jsonl'],
    ['a.jsonl', ['--format', 'parquet'], 'a.jsonl would hold parquet'],
    ['a.tsv', ['--format', 'csv'], 'a.tsv would hold csv'],
    ['a.csv', ['--format', 'journal'], 'a.csv would hold journal'],
    ['a.csv', ['--compress', 'gzip'], 'a.csv would hold gzip data'],
    ['a.export', ['--compress', 'gzip'], 'a.export would hold gzip data'],
    ['a.csv.gz', ['--compress', 'zstd'], 'a.csv.gz would hold zstd data'],
    ['a.gz', ['--format', 'csv', '--compress', 'zstd'], 'a.gz would hold zstd data'],
    ['a.parquet.gz', [], 'a.parquet.gz: Parquet is compressed inside the file'],
    ['a.parquet.zst', ['--compress', 'zstd'], 'a.parquet.zst: Parquet is compressed inside the file'],
  ])('is refused: %s with %j', (path, args, message) => {
    expect(formatOf(path, ...args)).toBe(message);
  });

  it('is refused with a name that would not', () => {
    const commandLine = parseCommandLine(['export', '--format', 'csv', '--compress', 'zstd']);
    const read = () => readExportFormat(commandLine.kind === 'run' ? commandLine.values : {}, '/d/my.log.gz');
    expect(read).toThrow(expect.objectContaining({ code: 'usage', remedy: 'name it my.csv.zst' }));
  });
});

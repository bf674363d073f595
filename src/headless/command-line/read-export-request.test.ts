import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT_COLUMNS, TEXT_PRESETS } from '#contract/export-format.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { readExportRequest } from './read-export-request.ts';

const NOW_UNIX_US = 1_795_339_501_000_000;

function read(...args: string[]): ReturnType<typeof readExportRequest> {
  const commandLine = parseCommandLine(['export', ...args]);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  return readExportRequest(commandLine.values, NOW_UNIX_US);
}

function refusalOf(...args: string[]): string {
  try {
    read(...args);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'was accepted';
}

it('asks for a file with the default columns where nothing else is said', () => {
  expect(read('--out', 'a.csv')).toEqual({
    isOutput: false,
    request: {
      query: {},
      format: 'csv',
      compression: 'none',
      columns: [...DEFAULT_EXPORT_COLUMNS],
      text: {
        delimiter: ',',
        hasByteOrderMark: false,
        lineEnd: 'crlf',
        hasHeader: true,
        neutralisesFormulas: true,
      },
      times: { format: 'iso', zone: 'UTC' },
      redacts: [],
      target: { kind: 'file', path: resolve('a.csv') },
      replacesExisting: false,
    },
  });
});

it('carries every option', () => {
  const args = [
    '--out=/d/a.csv.gz --delimiter semicolon --byte-order-mark --line-end lf --no-header --raw',
    '--time-format unix --time-zone europe/berlin --redact ips,users --rows-per-file 10 --force',
    '--bytes-per-file 1MiB --since-last nightly --severity error --since -1h',
  ].flatMap((line) => line.split(' '));
  const { request } = read(...args, '--columns', ' time, _EXE ,message');
  expect(request).toEqual({
    query: { severities: [3], sinceUnixUs: NOW_UNIX_US - 3_600_000_000 },
    format: 'csv',
    compression: 'gzip',
    columns: ['time', '_EXE', 'message'],
    text: {
      delimiter: ';',
      hasByteOrderMark: true,
      lineEnd: 'lf',
      hasHeader: false,
      neutralisesFormulas: false,
    },
    times: { format: 'unix', zone: 'Europe/Berlin' },
    redacts: ['users', 'ips'],
    target: { kind: 'file', path: '/d/a.csv.gz' },
    replacesExisting: true,
    rowsPerFile: 10,
    bytesPerFile: 1_048_576,
    watermark: 'nightly',
  });
  expect(read('--out', 'a.tsv').request.text.lineEnd).toBe('lf');
  expect(read('--out', 'a.tsv', '--line-end', 'crlf').request.text.lineEnd).toBe('crlf');
  expect(read('--out', 'a.csv', '--since-batch', '41').request).toMatchObject({ afterBatchId: 41 });
  expect(read('--out', 'a.csv', '--redact', 'all').request.redacts).toEqual(REDACTION_KINDS);
});

describe('presets', () => {
  it('are what the contract says, and single options go beyond them', () => {
    for (const preset of ['spreadsheet', 'machine'] as const) {
      const { text, timeFormat } = TEXT_PRESETS[preset];
      expect(read('--out', 'a.csv', '--preset', preset).request).toMatchObject({
        text,
        times: { format: timeFormat, zone: 'UTC' },
      });
    }
    const args =
      '--out a.csv --preset spreadsheet --delimiter ; --time-format iso --time-zone local --line-end lf';
    const { request } = read(...args.split(' '));
    expect(request.text).toEqual({ ...TEXT_PRESETS.spreadsheet.text, delimiter: ';', lineEnd: 'lf' });
    expect(request.times).toEqual({
      format: 'iso',
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  });
});

describe('where to', () => {
  it('a folder is one that is there, or a path that ends like one', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there.csv'));
    const target = { kind: 'folder', namePattern: 'hydrant-{time}' };
    expect(read('--format', 'csv', '--out', folder).request.target).toEqual({ ...target, directory: folder });
    expect(read('--format', 'csv', '--out', join(folder, 'there.csv')).request.target).toMatchObject(target);
    expect(read('--format', 'csv', '--out', join(folder, 'new/')).request.target).toEqual({
      ...target,
      directory: join(folder, 'new'),
    });
    expect(read('--format', 'csv', '--out', join(folder, 'new')).request.target.kind).toBe('file');
  });

  it('names follow a pattern, or the name of what they continue', () => {
    const folder = temporaryFolder();
    const names = (...args: string[]) => read('--format', 'csv', '--out', folder, ...args).request.target;
    expect(names('--since-last', 'n')).toMatchObject({ namePattern: '{name}-{time}' });
    expect(names('--since-last', 'n', '--name', 'x-{batch}')).toMatchObject({ namePattern: 'x-{batch}' });
  });

  it('standard output has no name', () => {
    const { request, isOutput } = read('--format', 'csv', '--out', '-', '--compress', 'zstd');
    expect(isOutput).toBe(true);
    expect(request).toMatchObject({ target: { kind: 'download' }, compression: 'zstd' });
  });
});

it.each([
  [['--format', 'csv'], 'No --out is given'],
  [['--out', 'a.log'], 'No --format is given'],
  [['--format', 'xls', '--out', 'a.xls'], '--format "xls" is unknown'],
  [['--out', 'a.csv', '--compress', 'xz'], '--compress "xz" is unknown'],
  [['--out', 'a.csv', '--columns', 'time,,message'], '--columns "time,,message" has an empty name'],
  [['--out', 'a.csv', '--columns', 'x'.repeat(257)], '--columns cannot be used: '],
  [['--out', 'a.csv', '--redact', 'ips,names'], '--redact "names" is unknown'],
  [['--out', 'a.csv', '--preset', 'excel'], '--preset "excel" is unknown'],
  [['--out', 'a.csv', '--delimiter', ':'], '--delimiter ":" is unknown'],
  [['--out', 'a.csv', '--line-end', 'cr'], '--line-end "cr" is unknown'],
  [['--out', 'a.csv', '--time-format', 'rfc'], '--time-format "rfc" is unknown'],
  [['--out', 'a.csv', '--time-zone', 'Mars/Olympus'], '--time-zone "Mars/Olympus" is unknown'],
  [['--out', 'a.csv', '--name', 'x'], '--name is for a folder, and a.csv names a file'],
  [['--out', 'logs/a-{time}.csv'], '--out logs/a-{time}.csv: {time} is filled in only in --name'],
  [['--out', 'a.csv', '--since-batch', '0'], '--since-batch "0" is no whole number'],
  [['--out', 'a.csv', '--since-last', ''], '--since-last cannot be used: '],
  [['--out', 'a.csv', '--since-last', 'a', '--since-batch', '1'], '--since-last and --since-batch'],
  [['--out', 'a.csv', '--bytes-per-file', '1B'], '--bytes-per-file "1B" is less than 1000 bytes'],
  [['--out', 'a.jsonl', '--delimiter', ';'], '--delimiter means nothing for jsonl'],
  [['--out', 'a.tsv', '--delimiter', ';'], '--delimiter means nothing for tsv'],
  [['--out', 'a.jsonl', '--no-header'], '--no-header means nothing for jsonl'],
  [['--out', 'a.parquet', '--time-zone', 'UTC'], '--time-zone means nothing for parquet'],
  [['--out', 'a.export', '--columns', 'time'], '--columns means nothing for journal'],
  [['--format', 'csv', '--out', '-', '--rows-per-file', '5'], '--rows-per-file needs files'],
  [['--format', 'csv', '--out', '-', '--bytes-per-file', '1MB'], '--bytes-per-file needs files'],
  [['--format', 'csv', '--out', '-', '--since-last', 'x'], '--since-last needs files'],
  [['--format', 'csv', '--out', '-', '--name', 'x'], '--name needs files'],
])('refuses %j', (args, message) => {
  expect(refusalOf(...args)).toContain(message);
});

it('takes --raw with any format, as it always has', () => {
  expect(read('--out', 'a.jsonl', '--raw').request.text.neutralisesFormulas).toBe(false);
});

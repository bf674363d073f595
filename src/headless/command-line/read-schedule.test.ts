import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newExportScheduleSchema } from '#contract/export-schedule.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { readSchedule, withQuery } from './read-schedule.ts';

const NOW_UNIX_US = 1_795_339_501_000_000;

function read(...args: string[]): ReturnType<typeof readSchedule> {
  const commandLine = parseCommandLine(['schedules', 'add', ...args]);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  return readSchedule(commandLine.values, NOW_UNIX_US);
}

function refusalOf(...args: string[]): unknown {
  try {
    return read(...args);
  } catch (error) {
    return error;
  }
}

it('is an export into a folder, under a name of its own each time', () => {
  const folder = temporaryFolder();
  const { schedule, startsAt, replacesExisting } = read(
    'nightly',
    '--out',
    folder,
    '--format',
    'csv',
    '--on-start',
  );
  expect({ startsAt, replacesExisting }).toEqual({ startsAt: 'beginning', replacesExisting: false });
  expect(newExportScheduleSchema.parse(schedule)).toMatchObject({
    name: 'nightly',
    isEnabled: true,
    trigger: { kind: 'start' },
    request: {
      format: 'csv',
      target: { kind: 'folder', directory: folder, namePattern: '{name}-{time}' },
    },
  });
});

it('carries the options of an export and its own', () => {
  const folder = temporaryFolder();
  const options =
    '--format jsonl --compress zstd --time-format unix --redact ips --rows-per-file 5 --severity error --since 2h --name x-{batch} --every 1d --from now --replace --force';
  const order = read('a b', '--out', folder, '--where', 'after:1d', ...options.split(' '));
  expect(order).toMatchObject({
    startsAt: 'now',
    replacesExisting: true,
    schedule: {
      name: 'a b',
      request: {
        format: 'jsonl',
        compression: 'zstd',
        times: { format: 'unix', zone: 'UTC' },
        redacts: ['ips'],
        rowsPerFile: 5,
        replacesExisting: true,
        target: { namePattern: 'x-{batch}' },
      },
    },
  });
  expect(order.schedule.request.query).toEqual({
    severities: [3],
    sinceUnixUs: NOW_UNIX_US - 7_200_000_000,
    where: 'after:1d',
  });
});

it('counts relative times from each run, whenever the query was saved', () => {
  const { schedule } = read('n', '--out', temporaryFolder(), '--format', 'csv', '--on-start');
  const query = { where: 'after:1d', nowUnixUs: 5 };
  expect(withQuery(schedule, query).request.query).toEqual({ where: 'after:1d' });
});

it.each([
  [['--format', 'csv', '--on-start'], 'usage', 'No folder is given'],
  [['--format', 'csv', '--on-start', '--out', '-'], 'usage', 'No folder is given'],
  [['--on-start', '--out', '/'], 'usage', 'No --format is given'],
  [['--format', 'csv', '--out', '/'], 'usage', 'When it is to run is not given'],
  [
    ['--format', 'csv', '--on-start', '--out', '/', '--name', '{name}'],
    'usage',
    'Each batch needs a name of its own',
  ],
  [['--format', 'csv', '--on-start', '--out', '/', '--from', 'here'], 'usage', '--from "here" is unknown'],
  [['--format', 'csv', '--on-start', '--out', '/nowhere/at/all'], 'file.not-found', '/nowhere/at/all'],
  [
    ['--format', 'csv', '--on-start', '--out', '/', '--columns', 'x'.repeat(257)],
    'usage',
    'Its columns cannot be used',
  ],
])('refuses %j', (args, code, message) => {
  expect(refusalOf('n', ...args)).toMatchObject({
    code,
    message: expect.stringContaining(message) as unknown,
  });
});

it('refuses a file in the place of a folder, and a name that is too long', () => {
  const file = join(import.meta.dirname, 'read-schedule.ts');
  expect(refusalOf('n', '--format', 'csv', '--on-start', '--out', file)).toMatchObject({
    code: 'file.not-found',
  });
  expect(refusalOf('n'.repeat(101), '--format', 'csv', '--on-start', '--out', '/')).toMatchObject({
    code: 'usage',
    message: expect.stringContaining('Its name cannot be used') as unknown,
  });
});

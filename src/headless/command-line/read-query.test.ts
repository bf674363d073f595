import { expect, it } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';
import { readQuery } from './read-query.ts';

const NOW_UNIX_US = 1_795_339_501_000_000;

function queryOf(...args: string[]): unknown {
  const commandLine = parseCommandLine(['tail', ...args]);
  return commandLine.kind === 'run' ? readQuery(commandLine.values, NOW_UNIX_US) : undefined;
}

it('restricts nothing without options', () => {
  expect(queryOf()).toEqual({});
});

it('carries every filter', () => {
  const args = [
    '--severity',
    'warning+',
    '--search',
    '"disk full"',
    '--where',
    'unit:a',
    '--unit',
    'a',
    '--unit',
    'b',
  ];
  expect(queryOf(...args, '--identifier', 'i', '--host', 'h', '--since', '-15m', '--until', 'now')).toEqual({
    severities: [0, 1, 2, 3, 4],
    search: '"disk full"',
    where: 'unit:a',
    units: ['a', 'b'],
    identifiers: ['i'],
    hosts: ['h'],
    sinceUnixUs: NOW_UNIX_US - 15 * 60 * 1_000_000,
    untilUnixUs: NOW_UNIX_US,
  });
});

it.each([
  [['--since', 'soonish'], 'usage', '--since "soonish" is no time'],
  [['--severity', 'eror'], 'usage', 'there is no severity "eror"'],
  [['--since', 'now', '--until', '1h ago'], 'usage', '--until is before --since'],
  [['--where', 'severity:eror'], 'query.invalid', 'eror'],
  [['--where', '(a'], 'query.invalid', ''],
])('refuses %j before anything is read', (args, code, message) => {
  expect(refusalOf(args)).toMatchObject({ code });
  expect(refusalOf(args)).toHaveProperty('message', expect.stringContaining(message));
});

function refusalOf(args: string[]): unknown {
  try {
    return queryOf(...args);
  } catch (error) {
    return error;
  }
}

import { expect, it } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';
import { queryText } from './query-text.ts';
import { readQuery } from './read-query.ts';

it('is what asks for the same', () => {
  const query = {
    sinceUnixUs: 1_795_339_501_123_456,
    untilUnixUs: 1_795_339_502_000_000,
    severities: [3, 4],
    search: '"disk full"',
    units: ['a', 'b c'],
    identifiers: ['i'],
    hosts: ['h'],
    where: "unit:x OR 'y'",
  };
  const text = queryText(query);
  // Split as a shell does, as far as these words need it.
  const words = [...text.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\'/g, (_, inner: string | undefined) => inner ?? "'"),
  );
  const commandLine = parseCommandLine(['tail', ...words]);
  expect(commandLine.kind === 'run' && readQuery(commandLine.values, 0)).toEqual(query);
});

it('writes the worst severities as one and worse', () => {
  expect(queryText({ severities: [3, 1, 0, 2] })).toBe('--severity error+');
  expect(queryText({ severities: [0] })).toBe('--severity emergency');
  expect(queryText({ severities: [3, 1] })).toBe('--severity alert,error');
});

it('says so where there is nothing to ask with', () => {
  expect(queryText({})).toBe('all entries');
  expect(queryText({ severities: [] })).toBe('(no severity)');
  expect(queryText({ severities: [3], sourceIds: [1, 2] })).toBe('--severity error (of source 1, 2)');
});

import { expect, test } from 'vitest';
import { readBenchOptions } from './bench-options.ts';

test('without options the capture of a built journal is measured in five rounds', () => {
  expect(readBenchOptions([])).toEqual({
    sections: ['ingest'],
    entries: undefined,
    rounds: 5,
    journal: undefined,
    isFromSource: false,
  });
});

test('sections can be repeated, and all means every one', () => {
  expect(readBenchOptions(['--section', 'exports', '--section', 'latency']).sections).toEqual([
    'exports',
    'latency',
  ]);
  expect(readBenchOptions(['--section', 'all']).sections).toEqual([
    'ingest',
    'latency',
    'queries',
    'exports',
    'redaction',
    'parsers',
    'severities',
    'text-files',
    'syslog-receiver',
  ]);
});

test('what is no section or no count is refused by name', () => {
  expect(() => readBenchOptions(['--section', 'speed'])).toThrow('--section speed');
  expect(() => readBenchOptions(['--entries', 'many'])).toThrow('--entries many');
  expect(() => readBenchOptions(['--rounds', '0'])).toThrow('--rounds 0');
});

test('thousands may be grouped', () => {
  expect(readBenchOptions(['--entries', '1,000,000']).entries).toBe(1_000_000);
});

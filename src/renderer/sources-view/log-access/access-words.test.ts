import { expect, it } from 'vitest';
import type { LogCheck } from '#contract/machine-check.ts';
import { accessWords, sortLogs } from './access-words.ts';

function log(name: string, access: LogCheck['access'], remedy: string | null = null): LogCheck {
  return { name, source: name, access, finding: 'So it is.', remedy };
}

const LOGS = [
  log('fine', 'all'),
  log('device', 'absent', 'docker run --device /dev/kmsg'),
  log('own', 'part', 'sudo usermod'),
  log('elsewhere', 'absent'),
  log('closed', 'none', 'sudo chmod'),
  log('broken', 'none'),
];

it('what cannot be read comes first, then what can in part, then what could be had', () => {
  const { lacking, readable, absent } = sortLogs(LOGS);
  expect(lacking.map(({ name }) => name)).toEqual(['closed', 'broken', 'own', 'device']);
  expect(readable.map(({ name }) => name)).toEqual(['fine']);
  expect(absent.map(({ name }) => name)).toEqual(['elsewhere']);
});

it('the result is said in numbers', () => {
  expect(accessWords(LOGS)).toBe('Tested: 1 readable, 1 in part, 2 not readable');
});

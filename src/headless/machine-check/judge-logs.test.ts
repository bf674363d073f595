import { expect, it } from 'vitest';
import type { LogCheck } from '#contract/machine-check.ts';
import { judgeLogs } from './judge-logs.ts';

function log(source: string, access: LogCheck['access']): LogCheck {
  return { name: source, source, access, finding: 'So it is.', remedy: null };
}

it('only a log that is captured unless another is asked for is a reason not to start', () => {
  const checks = [
    log('journal', 'none'),
    log('kernel', 'none'),
    log('file:/var/log/syslog', 'part'),
    log('file:/var/log/messages', 'all'),
    log('macos', 'absent'),
  ];
  expect(judgeLogs(checks, ['journal']).map(({ state }) => state)).toEqual([
    'bad',
    'limited',
    'limited',
    'good',
    'absent',
  ]);
  expect(judgeLogs([log('journal', 'absent')], ['journal'])).toEqual([
    { name: 'journal', state: 'bad', finding: 'So it is.', remedy: null },
  ]);
});

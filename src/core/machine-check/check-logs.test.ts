import { expect, it } from 'vitest';
import { checkLogs } from './check-logs.ts';

it('tells of every kind of log, whether this machine has it or not', async () => {
  const checks = await checkLogs();
  expect(checks.map(({ source }) => source)).toEqual(
    expect.arrayContaining(['journal', 'kernel', 'file:/var/log/syslog', 'file:/var/log/messages', 'macos']),
  );
  expect(checks.some(({ source }) => source.startsWith('windows'))).toBe(true);
  for (const { finding } of checks) expect(finding).toMatch(/^\S.*\.$/);
});

it('one look at a time, and whoever waits for theirs can give up at once', async () => {
  const caller = new AbortController();
  const ended: string[] = [];
  const first = checkLogs().then(() => ended.push('first'));
  const second = checkLogs(undefined, caller.signal).catch((error: unknown) => {
    ended.push('second');
    throw error;
  });
  caller.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await first;
  expect(ended).toEqual(['second', 'first']);
  await expect(checkLogs(caller.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

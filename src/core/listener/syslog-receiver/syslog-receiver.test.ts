import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { SyslogReceiverLab, sendOverTcp } from '../../../../test/core/syslog-receiver-lab.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';

function logger(port: number, ...options: readonly string[]): void {
  execFileSync(requireTool('logger'), ['-n', '127.0.0.1', '-P', String(port), ...options]);
}

it('what logger sends over UDP is read, in both formats', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'udp' });
  logger(one.port, '--udp', '--rfc5424', '-p', 'daemon.err', '-t', 'app', '--id=77', 'one of 5424');
  logger(one.port, '--udp', '--rfc3164', '-p', 'mail.warning', '-t', 'postfix', 'one of 3164');
  await one.until(() => one.messages.length === 2);
  const [first, second] = one.store.sink.drafts;
  expect(first).toMatchObject({ severity: 3, pid: 77, message: 'one of 5424' });
  expect(second).toMatchObject({ severity: 4, message: 'one of 3164' });
  expect(one.store.sink.rejections).toEqual([]);
});

it('what logger sends over TCP is read, counted or in lines', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  logger(one.port, '--tcp', '--octet-count', '-p', 'user.notice', 'counted');
  logger(one.port, '--tcp', '-p', 'user.crit', 'in lines');
  await one.until(() => one.messages.length === 2);
  expect(one.store.sink.drafts.map(({ severity }) => severity)).toEqual([5, 2]);
});

it('a message of several lines, bytes that are no UTF-8 and a sender’s address are kept', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  const text = Buffer.concat([
    Buffer.from('<11>1 2026-11-22T09:00:00Z web app 7 - - Error: no\n    at main.js:1 '),
    Buffer.from([0xe9, 0xff]),
  ]);
  await sendOverTcp(one.port, `${String(text.length)} `, text);
  await one.until(() => one.messages.length === 1);
  const [entry] = one.store.sink.drafts;
  expect(entry?.message).toEqual(Buffer.from('Error: no\n    at main.js:1 \xe9\xff', 'latin1'));
  one.store.commit();
  const fields = one.store.entries()[0]?.fields.map(({ name, bytes }) => [name, bytes.toString()]);
  expect(fields).toContainEqual(['SYSLOG_SENDER', '127.0.0.1']);
});

it('what is no message goes to quarantine with its sender and reason, and the others are read', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  await sendOverTcp(one.port, 'GET / HTTP/1.1\r\n', '<13>Nov 22 09:00:00 web app: fine\n', '99 <13>cut off');
  await one.until(() => one.messages.length === 1 && one.store.sink.rejections.length === 2);
  expect(one.store.sink.rejections.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('neither a priority nor a time, from 127.0.0.1'),
    expect.stringContaining('ended before the message did'),
  ]);
  expect(one.messages).toEqual(['fine']);
});

it('a message that does not say when is of its receipt, and one without a year of the year that is nearest', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  one.nowUnixUs = Date.UTC(2027, 0, 1, 0, 5) * 1000;
  await sendOverTcp(
    one.port,
    '<13>no header at all\n',
    '<165>1 2019-06-01T00:00:00Z old app - - - a clock that was never set\n',
    '<13>Dec 31 23:59:58 web app: last year\n',
    '<13>Jan  1 00:06:00 web app: this year\n',
  );
  await one.until(() => one.messages.length === 4);
  expect(one.store.sink.drafts.map(({ timeUnixUs }) => new Date(timeUnixUs / 1000).toISOString())).toEqual([
    '2027-01-01T00:05:00.000Z',
    '2019-06-01T00:00:00.000Z',
    '2026-12-31T23:59:58.000Z',
    '2027-01-01T00:06:00.000Z',
  ]);
  one.store.commit();
  const assumed = one.store.entries().map(({ fields }) => fields.find(({ name }) => name === 'TIME_ASSUMED'));
  expect(assumed.map((field) => field?.bytes.toString())).toEqual([
    'receipt',
    undefined,
    'year, zone UTC',
    'year, zone UTC',
  ]);
});

it('a port that is in use is said, with what to do, and had as soon as it is free', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  const other = new SyslogReceiverLab({ transport: 'tcp', port: one.port });
  await other.until(() => other.state === 'waiting');
  expect(other.problem).toMatchObject({ code: 'address.unavailable' });
  expect(other.problem?.remedy).toContain('ss -lnp');
  await one.stop();
  await other.until(() => other.state === 'following');
});

it('stops at any moment', async () => {
  for (const transport of ['udp', 'tcp'] as const) {
    const one = new SyslogReceiverLab({ transport });
    await one.stop();
    expect(one.state).toBe('stopped');
  }
});

it('the time in which nobody listened is a gap without a number, which begins where receiving ended', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  const startedUnixUs = one.nowUnixUs;
  await sendOverTcp(one.port, '<13>last\n');
  await one.until(() => one.messages.length === 1);
  // A process that is killed gets no further.
  const killedAt = one.position;
  one.nowUnixUs += 60_000_000;
  await one.stop();
  expect(one.gaps).toEqual([]);
  for (const [initialPosition, fromUnixUs] of [
    [killedAt, startedUnixUs],
    [one.position, startedUnixUs + 60_000_000],
  ] as const) {
    const next = await SyslogReceiverLab.listening({ transport: 'tcp' }, { initialPosition });
    expect(next.gaps).toEqual([
      {
        fromUnixUs,
        untilUnixUs: next.nowUnixUs,
        reason: expect.stringContaining('Nothing listened') as string,
      },
    ]);
  }
});

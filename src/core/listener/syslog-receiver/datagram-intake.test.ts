import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SyslogReceiverLab } from '../../../../test/core/syslog-receiver-lab.ts';

/** Sends datagrams to a receiver, one after the other. */
function sender(port: number): (text: string) => Promise<void> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  return async (text) => {
    await new Promise<void>((resolve) => socket.send(text, port, '127.0.0.1', () => resolve()));
  };
}

/** A receiver that has one message, and no room for more; of what comes then, so much waits. */
async function fullReceiver(
  mostWaitingBytes: number,
): Promise<{ one: SyslogReceiverLab; say: (text: string) => Promise<void> }> {
  const one = await SyslogReceiverLab.listening({ transport: 'udp' }, { mostWaitingBytes });
  const say = sender(one.port);
  one.isFull = true;
  await say('<13>first');
  await one.until(() => one.messages.length === 1);
  return { one, say };
}

it('what comes over UDP while there is no room waits, and what there is no room for then is a gap behind it', async () => {
  // An envelope is 31 bytes more than the message.
  const { one, say } = await fullReceiver(100);
  for (let more = 1; more <= 9; more += 1) await say(`<13>more ${String(more)}`);
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(one.messages).toEqual(['first']);
  one.makeRoom();
  await say('<13>after');
  await one.until(() => one.messages.includes('after'));
  expect(one.messages).toEqual(['first', 'more 1', 'more 2', 'more 3', 'after']);
  expect(one.lostMessages).toBe(6);
});

it('what waits is handed over when it is stopped', async () => {
  const { one, say } = await fullReceiver(1e6);
  await say('<13>second');
  await one.stop();
  expect(one.messages).toEqual(['first', 'second']);
  expect(one.gaps).toEqual([]);
});

it('what comes over UDP while nothing may wait is a gap with its number', async () => {
  const { one, say } = await fullReceiver(0);
  for (let lost = 0; lost < 5; lost += 1) await say('<13>lost');
  // The loop has to turn for each of them to come.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  one.makeRoom();
  await say('<13>after');
  await one.until(() => one.messages.includes('after'));
  expect(one.lostMessages + one.messages.length).toBe(7);
});

it('what was lost since there was room last is told when it is stopped', async () => {
  const { one, say } = await fullReceiver(0);
  for (let lost = 0; lost < 5; lost += 1) await say('<13>lost');
  await one.stop();
  expect(one.messages).toEqual(['first']);
  expect(one.lostMessages).toBe(5);
});

it('a datagram that has arrived is read when it is stopped', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'udp' });
  await sender(one.port)('<13>just in time');
  await one.stop();
  expect(one.messages).toEqual(['just in time']);
});

describe.runIf(process.platform === 'linux')('what the kernel dropped', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('since the last look is told when it is stopped (%s)', async (host) => {
    const DATAGRAMS = 30_000;
    // Nothing looks before that.
    const options = { dropsMs: 3_600_000 };
    const one = await SyslogReceiverLab.listening({ transport: 'udp', host }, options);
    const script = `
      const socket = require('node:dgram').createSocket('udp4');
      const bytes = Buffer.from('<13>' + 'x'.repeat(1000));
      let sent = 0;
      const next = () => sent++ < ${String(DATAGRAMS)} ? socket.send(bytes, ${String(one.port)}, '127.0.0.1', next) : socket.close();
      next();`;
    // This process waits and reads nothing, so the kernel's memory is not enough.
    expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
    await one.stop();
    expect(one.lostMessages).toBeGreaterThan(0);
    expect(one.lostMessages + one.messages.length).toBe(DATAGRAMS);
    expect(one.gaps.map(({ reason }) => reason)).toEqual([expect.stringContaining('net.core.rmem_max')]);
  });
});

it('a sender’s address of IPv4 is written so where both kinds are received', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'udp', host: '::' });
  await sender(one.port)('no message');
  await one.until(() => one.rejections.length === 1);
  expect(one.rejections[0]?.[0]).toMatch(/, from 127\.0\.0\.1$/);
});

it('a sender that never stops does not keep it from being stopped', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'udp' });
  const script = `
    const socket = require('node:dgram').createSocket('udp4');
    const next = () => socket.send('<13>more', ${String(one.port)}, '127.0.0.1', next);
    next();`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await one.until(() => one.messages.length > 100);
  await one.stop();
  expect(one.state).toBe('stopped');
});

import { X509Certificate } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { selfSignedCertificate } from '../../../../test/core/self-signed-certificate.ts';
import { SyslogReceiverLab, sendOverTcp } from '../../../../test/core/syslog-receiver-lab.ts';

/** A sender's connection, which stays open. */
async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  // Who reads nothing does not see that the other end has closed.
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** Over a connection of its own, which is closed then. */
async function sendOverTls(port: number, text: string): Promise<void> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.resume();
  await once(socket, 'secureConnect');
  socket.end(text);
  await once(socket, 'close');
}

it('a full queue makes senders over TCP wait, and loses nothing', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  one.isFull = true;
  const line = `<13>1 2026-11-22T09:00:00Z web app - - - ${'x'.repeat(1000)}\n`;
  const sending = sendOverTcp(one.port, line.repeat(20_000));
  await one.until(() => one.messages.length > 0);
  const before = one.messages.length;
  expect(before).toBeLessThan(20_000);
  one.makeRoom();
  await sending;
  await one.until(() => one.messages.length === 20_000);
  expect(one.gaps).toEqual([]);
});

it.each(['<13>ha', '50 <13>ha', '5'])(
  'half a message (%s) on an open connection is told as cut before it is stopped',
  async (half) => {
    const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
    const socket = await connected(one.port);
    socket.write(`<13>whole\n${half}`);
    await one.until(() => one.messages.length === 1);
    await one.stop();
    expect(one.rejections).toEqual([['Hydrant was stopped before the message ended, from 127.0.0.1', half]]);
    expect(one.messages).toEqual(['whole']);
  },
);

it('a message whose connection breaks is cut, and one whose sender closes is whole', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  await sendOverTcp(one.port, '<13>closed');
  await one.until(() => one.messages.length === 1);
  const socket = await connected(one.port);
  socket.write('<13>before\n<13>bro');
  await one.until(() => one.messages.length === 2);
  socket.resetAndDestroy();
  await one.until(() => one.rejections.length === 1);
  expect(one.rejections).toEqual([
    ['the connection ended before the message did, from 127.0.0.1', '<13>bro'],
  ]);
  expect(one.messages).toEqual(['closed', 'before']);
});

it('what has arrived is read when it is stopped, though there was no room', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' });
  one.isFull = true;
  const socket = await connected(one.port);
  socket.write('<13>first\n');
  await one.until(() => one.messages.length === 1);
  const line = `<13>${'x'.repeat(100)}\n`;
  await new Promise((resolve) => socket.write(line.repeat(1000), resolve));
  await one.stop();
  expect(one.messages).toHaveLength(1001);
});

it('half a message on a silent connection is given up, and its rest is not taken for another', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' }, { limits: { stallMs: 50 } });
  const socket = await connected(one.port);
  socket.write('12 <13>ha');
  await one.until(() => one.rejections.length === 1);
  socket.write('lf\n<14<15>next\n');
  await one.until(() => one.messages.length === 1);
  expect(one.rejections).toEqual([
    ['the message stopped in the middle, and nothing more came, from 127.0.0.1', '12 <13>ha'],
    ['the rest of a message that had stopped in the middle, from 127.0.0.1', 'lf\n<14'],
  ]);
  expect(one.messages).toEqual(['next']);
});

it('a message that waits because there is no room is not given up', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' }, { limits: { stallMs: 50 } });
  one.isFull = true;
  const socket = await connected(one.port);
  socket.write('<13>one\n<13>tw');
  await one.until(() => one.messages.length === 1);
  // A connection that may be read would have been given up by then.
  await pause(150);
  one.makeRoom();
  socket.write('o\n');
  await one.until(() => one.messages.length === 2);
  expect(one.messages).toEqual(['one', 'two']);
});

it('connections that are turned away are counted, with what to do, and later ones are taken', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tcp' }, { limits: { mostConnections: 2 } });
  const kept = [await connected(one.port), await connected(one.port)];
  for (let more = 0; more < 3; more += 1) {
    const socket = await connected(one.port);
    if (!socket.closed) await once(socket, 'close');
  }
  await one.until(() => one.stateText.includes('turned away: 3'));
  expect(one.state).toBe('following');
  expect(one.problem?.message).toContain('3 connections');
  expect(one.problem?.message).toContain('127.0.0.1');
  expect(one.problem?.remedy).toContain(`:${String(one.port)}`);
  kept[0]?.end('<13>of the first\n');
  await one.until(() => one.messages.length === 1);
  // It takes a moment until the receiver knows that there is room again.
  while (one.messages.length === 1) await sendOverTcp(one.port, '<13>later\n');
  expect(one.messages[1]).toBe('later');
});

it('TLS is spoken with the certificate that was given, and who does not speak it is told', async () => {
  const one = await SyslogReceiverLab.listening({ transport: 'tls', certificate: selfSignedCertificate() });
  await sendOverTls(one.port, '29 <13>1 - - app - - - encrypted');
  await sendOverTcp(one.port, '<13>plain\n').catch(() => undefined);
  await one.until(() => one.messages.length === 1);
  expect(one.messages).toEqual(['encrypted']);
  await one.until(() => one.stateText.includes('TLS was not agreed on: 1, the last from 127.0.0.1'));
});

it('a certificate that is renewed is given to those who connect then, also when its files change one after the other', async () => {
  const [certificate, renewed] = [selfSignedCertificate(), selfSignedCertificate()];
  const one = await SyslogReceiverLab.listening(
    { transport: 'tls', certificate },
    { limits: { renewalMs: 20 } },
  );
  const isGiven = async (certPath: string): Promise<boolean> => {
    const socket = connectTls({ port: one.port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256 === new X509Certificate(readFileSync(certPath)).fingerprint256;
  };
  const first = `${certificate.certPath}.first`;
  copyFileSync(certificate.certPath, first);
  copyFileSync(renewed.certPath, certificate.certPath);
  // It is not of the key, so the old one is given meanwhile.
  await pause(60);
  expect(await isGiven(first)).toBe(true);
  copyFileSync(renewed.keyPath, certificate.keyPath);
  while (!(await isGiven(renewed.certPath))) await pause(20);
});

it('a sender that says nothing while TLS is to be agreed on keeps nobody out and does not keep it from being stopped', async () => {
  const certificate = selfSignedCertificate();
  const one = await SyslogReceiverLab.listening(
    { transport: 'tls', certificate },
    { limits: { mostConnections: 1, handshakeMs: 200 } },
  );
  const silent = await connected(one.port);
  const turnedAway = await connected(one.port);
  if (!turnedAway.closed) await once(turnedAway, 'close');
  await one.until(() => one.stateText.includes('turned away: 1'));
  if (!silent.closed) await once(silent, 'close');
  // It takes a moment until the receiver knows that there is room again.
  while (one.messages.length === 0)
    await sendOverTls(one.port, '<13>1 - - app - - - then\n').catch(() => undefined);

  const other = await SyslogReceiverLab.listening({ transport: 'tls', certificate });
  const alsoSilent = await connected(other.port);
  await other.stop();
  expect(other.state).toBe('stopped');
  if (!alsoSilent.closed) await once(alsoSilent, 'close');
});

it('what a connection brings is told apart from what other listeners of the thread do', async () => {
  const atWork = new AsyncLocalStorage<string>();
  const one = await atWork.run('this receiver', () => SyslogReceiverLab.listening({ transport: 'tcp' }));
  const deliveredBy: unknown[] = [];
  const deliver = one.deliver.bind(one);
  one.deliver = (output) => {
    if (output.kind === 'bytes') deliveredBy.push(atWork.getStore());
    return deliver(output);
  };
  await sendOverTcp(one.port, '<13>hello\n');
  await one.until(() => one.messages.length === 1);
  expect(deliveredBy).toEqual(['this receiver']);
});

import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { SyslogMessageParser } from '../../parser/syslog-receiver/syslog-message-parser.ts';
import type { MissedAnchor } from '../../parser/source-parser.ts';
import type { Listener, ListenerOutput, ListenerPort } from '../listener.ts';
import { parseSourceSpec } from '../source-spec.ts';
import { parseSyslogAddress, type SyslogAddress } from './syslog-address.ts';
import { createSyslogReceiver } from './syslog-receiver.ts';
import { readUdpDrops } from './udp-drops.ts';
import { untilChange } from '../../../../test/core/until-change.ts';

const NOW_UNIX_US = Date.UTC(2026, 10, 22, 12) * 1000;

/** A receiver on a free port of loopback, with the real parser and a real store. */
class ReceiverLab implements ListenerPort, AsyncDisposable {
  readonly store = new StoreLab(temporaryFolder(), 'syslog');
  readonly gaps: MissedAnchor[] = [];
  readonly #parser: SyslogMessageParser;
  readonly #changes = new EventTarget();
  readonly #listener: Listener;
  state: ListenerState = 'starting';
  stateText = '';
  problem: WireError | null = null;
  isFull = false;
  nowUnixUs = NOW_UNIX_US;

  constructor(address: Partial<SyslogAddress>) {
    this.#parser = new SyslogMessageParser({
      dictionaries: this.store.dictionaries,
      sourceId: this.store.ledger.sourceId,
      sink: this.store.sink,
      timeZone: 'UTC',
    });
    this.#listener = createSyslogReceiver({
      address: { transport: 'udp', host: '127.0.0.1', port: 0, ...address },
      mode: 'follow',
      port: this,
      retryMs: 50,
      nowUnixUs: () => this.nowUnixUs,
    });
    this.#listener.start();
  }

  get port(): number {
    return Number(/:(\d+);/.exec(this.stateText)?.[1]);
  }

  get messages(): string[] {
    return this.store.sink.messages;
  }

  makeRoom(): void {
    this.isFull = false;
    this.#listener.resume();
  }

  until(holds: () => boolean): Promise<void> {
    return untilChange(this.#changes, holds);
  }

  async untilListening(): Promise<void> {
    await this.until(() => this.state === 'following');
  }

  deliver(output: ListenerOutput): boolean {
    if (output.kind === 'run-started') this.#parser.startRun();
    else if (output.kind === 'bytes') this.#parser.push(output.bytes);
    else if (output.kind === 'run-ended') this.#parser.endRun();
    else if (output.kind === 'gap') this.gaps.push(output.missed);
    this.#changes.dispatchEvent(new Event('change'));
    return !this.isFull;
  }

  settled(): Promise<null> {
    return Promise.resolve(null);
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    Object.assign(this, { state, stateText, problem });
    this.#changes.dispatchEvent(new Event('change'));
  }

  countRestart(): void {
    throw new Error('there is no tool to start again');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.stop();
    this.store[Symbol.dispose]();
  }
}

let lab: ReceiverLab | undefined;

async function receiver(address: Partial<SyslogAddress>): Promise<ReceiverLab> {
  lab = new ReceiverLab(address);
  await lab.untilListening();
  return lab;
}

afterEach(async () => {
  await lab?.[Symbol.asyncDispose]();
  lab = undefined;
});

function logger(port: number, ...options: readonly string[]): void {
  execFileSync(requireTool('logger'), ['-n', '127.0.0.1', '-P', String(port), ...options]);
}

async function send(port: number, ...pieces: readonly (string | Buffer)[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  for (const piece of pieces) socket.write(piece);
  socket.end();
  await once(socket, 'close');
}

it('what logger sends over UDP is read, in both formats', async () => {
  const one = await receiver({ transport: 'udp' });
  logger(one.port, '--udp', '--rfc5424', '-p', 'daemon.err', '-t', 'app', '--id=77', 'one of 5424');
  logger(one.port, '--udp', '--rfc3164', '-p', 'mail.warning', '-t', 'postfix', 'one of 3164');
  await one.until(() => one.messages.length === 2);
  const [first, second] = one.store.sink.drafts;
  expect(first).toMatchObject({ severity: 3, pid: 77, message: 'one of 5424' });
  expect(second).toMatchObject({ severity: 4, message: 'one of 3164' });
  expect(one.store.sink.rejections).toEqual([]);
});

it('what logger sends over TCP is read, counted or in lines', async () => {
  const one = await receiver({ transport: 'tcp' });
  logger(one.port, '--tcp', '--octet-count', '-p', 'user.notice', 'counted');
  logger(one.port, '--tcp', '-p', 'user.crit', 'in lines');
  await one.until(() => one.messages.length === 2);
  expect(one.store.sink.drafts.map(({ severity }) => severity)).toEqual([5, 2]);
});

it('a message of several lines, bytes that are no UTF-8 and a sender’s address are kept', async () => {
  const one = await receiver({ transport: 'tcp' });
  const text = Buffer.concat([
    Buffer.from('<11>1 2026-11-22T09:00:00Z web app 7 - - Error: no\n    at main.js:1 '),
    Buffer.from([0xe9, 0xff]),
  ]);
  await send(one.port, `${String(text.length)} `, text);
  await one.until(() => one.messages.length === 1);
  const [entry] = one.store.sink.drafts;
  expect(entry?.message).toEqual(Buffer.from('Error: no\n    at main.js:1 \xe9\xff', 'latin1'));
  one.store.commit();
  const fields = one.store.entries()[0]?.fields.map(({ name, bytes }) => [name, bytes.toString()]);
  expect(fields).toContainEqual(['SYSLOG_SENDER', '127.0.0.1']);
});

it('what is no message goes to quarantine with its sender and reason, and the others are read', async () => {
  const one = await receiver({ transport: 'tcp' });
  await send(one.port, 'GET / HTTP/1.1\r\n', '<13>Nov 22 09:00:00 web app: fine\n', '99 <13>cut off');
  await one.until(() => one.messages.length === 1 && one.store.sink.rejections.length === 2);
  expect(one.store.sink.rejections.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('neither a priority nor a time, from 127.0.0.1'),
    expect.stringContaining('ended before the message did'),
  ]);
  expect(one.messages).toEqual(['fine']);
});

it('a message that does not say when is of its receipt, and one without a year of the year that is nearest', async () => {
  const one = await receiver({ transport: 'tcp' });
  one.nowUnixUs = Date.UTC(2027, 0, 1, 0, 5) * 1000;
  await send(
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

it('TLS is spoken with the certificate that was given', async () => {
  const folder = temporaryFolder();
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    requireTool('openssl'),
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-keyout',
      keyPath,
      '-out',
      certPath,
    ],
    { stdio: 'ignore' },
  );
  const one = await receiver({ transport: 'tls', certificate: { certPath, keyPath } });
  const socket = connectTls({ port: one.port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.end('29 <13>1 - - app - - - encrypted');
  // Who speaks no TLS is no reason to stop.
  await send(one.port, '<13>plain\n').catch(() => undefined);
  await one.until(() => one.messages.length === 1);
  expect(one.messages).toEqual(['encrypted']);
});

it('a full queue makes senders over TCP wait, and loses nothing', async () => {
  const one = await receiver({ transport: 'tcp' });
  one.isFull = true;
  const line = `<13>1 2026-11-22T09:00:00Z web app - - - ${'x'.repeat(1000)}\n`;
  const sending = send(one.port, line.repeat(20_000));
  await one.until(() => one.messages.length > 0);
  const before = one.messages.length;
  expect(before).toBeLessThan(20_000);
  one.makeRoom();
  await sending;
  await one.until(() => one.messages.length === 20_000);
  expect(one.gaps).toEqual([]);
});

it('what comes over UDP while there is no room is a gap with its number', async () => {
  const one = await receiver({ transport: 'udp' });
  const socket = createSocket('udp4');
  const say = async (text: string) => {
    await new Promise<void>((resolve) => socket.send(text, one.port, '127.0.0.1', () => resolve()));
  };
  one.isFull = true;
  await say('<13>first');
  await one.until(() => one.messages.length === 1);
  for (let lost = 0; lost < 5; lost += 1) await say('<13>lost');
  // The loop has to turn for each of them to come.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  one.makeRoom();
  await say('<13>after');
  await one.until(() => one.messages.includes('after'));
  socket.close();
  expect(one.gaps.reduce((sum, { lostEntries = 0 }) => sum + lostEntries, 0) + one.messages.length).toBe(7);
});

it('a port that is in use is said, with what to do, and had as soon as it is free', async () => {
  const one = await receiver({ transport: 'tcp' });
  const other = new ReceiverLab({ transport: 'tcp', port: one.port });
  await other.until(() => other.state === 'waiting');
  expect(other.problem).toMatchObject({ code: 'address.unavailable' });
  expect(other.problem?.remedy).toContain('ss -lnp');
  await one[Symbol.asyncDispose]();
  lab = other;
  await other.untilListening();
});

it('the kernel’s drops of a socket are found among those of others', () => {
  const text = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  77: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 0000000000000000 42
  78: 00000000:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4712 2 0000000000000000 7
`;
  expect(readUdpDrops('127.0.0.1', 5514, () => text)).toBe(42);
  expect(readUdpDrops('127.0.0.1', 5515, () => text)).toBeUndefined();
  expect(readUdpDrops('127.0.0.1', 5514, () => undefined)).toBeUndefined();
});

it.each([
  ['udp://', { transport: 'udp', host: '127.0.0.1', port: 5514 }],
  ['tcp://0.0.0.0:601', { transport: 'tcp', host: '0.0.0.0', port: 601 }],
  ['tcp://[::1]', { transport: 'tcp', host: '::1', port: 5514 }],
  [
    'tls://:6514?cert=/a/c.pem&key=/a/k.pem',
    {
      transport: 'tls',
      host: '127.0.0.1',
      port: 6514,
      certificate: { certPath: '/a/c.pem', keyPath: '/a/k.pem' },
    },
  ],
  ['tls://', undefined],
  ['udp://example.org', undefined],
  ['udp://1.2.3.4:99999', undefined],
  ['http://127.0.0.1', undefined],
])('%s is %j', (text, expected) => {
  expect(parseSyslogAddress(text)).toEqual(expected);
  if (expected === undefined) expect(() => parseSourceSpec(`syslog:${text}`)).toThrow('no source');
});

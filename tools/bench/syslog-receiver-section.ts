import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceStatus } from '#contract/status.ts';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { hydrantCommand } from './hydrant-command.ts';
import { processorSecondsOf } from './measured-run.ts';
import { serveHydrant, type ServedHydrant } from './served-hydrant.ts';
import { median } from './statistics.ts';
import { printTable, wholeNumber } from './table.ts';
import { TEXT_LOG_KINDS } from './text-log-kinds.ts';

const DEFAULT_MESSAGES = 200_000;
const MESSAGES_AT_ONCE = 500;
const RATES = [2000, 10_000, 30_000];
const RATE_MS = 5000;
/** Between two lots of datagrams: a sender's messages come unevenly anyhow. */
const LOT_MS = 5;
/** Nothing came for so long: nothing more will. */
const SETTLED_MS = 3000;
const POLL_MS = 50;

interface Outcome {
  stored: number;
  lost: number;
  lostByKernel: number;
  gaps: number;
}

/**
 * How fast messages of RFC 5424 go over TCP into a fresh store with full-text search, and how many of those that are sent over UDP at a rate are lost, which all
 * have to be in gaps. Sender, Hydrant and kernel share the machine, all over loopback.
 */
export async function benchSyslogReceiver(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  const messages = options.entries ?? DEFAULT_MESSAGES;
  const seconds: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    await using hydrant = await serve(options, folder, 'tcp');
    const port = await portOf(hydrant);
    const processorBefore = processorSecondsOf(hydrant.pid);
    const startedAtMs = performance.now();
    await sendOverTcp(port, messages);
    await until(hydrant, ({ counters }) => counters.stored >= messages);
    seconds.push((performance.now() - startedAtMs) / 1000);
    processor.push(processorSecondsOf(hydrant.pid) - processorBefore);
  }
  process.stdout.write(`Over TCP, ${wholeNumber(messages)} messages, ${options.rounds} rounds\n\n`);
  printTable(
    ['seconds', 'fastest to slowest', 'messages/s', 'processor µs/message', 'load'],
    [
      [
        median(seconds).toFixed(2),
        `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`,
        wholeNumber(messages / median(seconds)),
        ((median(processor) * 1e6) / messages).toFixed(2),
        loadText(),
      ],
    ],
  );
  process.stdout.write(`Over UDP, ${RATE_MS / 1000} s at each rate, ${options.rounds} rounds\n\n`);
  const rows: string[][] = [];
  for (const rate of RATES) {
    for (let round = 0; round < options.rounds; round += 1)
      rows.push(await measureUdp(options, folder, rate));
  }
  const header = [
    'asked for',
    'sent/s',
    'sent',
    'stored',
    'lost',
    'of it',
    'by the kernel',
    'gaps',
    'in no gap',
    'load',
  ];
  printTable(header, rows);
}

/** Of the last minute: how many wanted to run. */
function loadText(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

async function measureUdp(options: BenchOptions, folder: BenchFolder, rate: number): Promise<string[]> {
  await using hydrant = await serve(options, folder, 'udp');
  const { sent, seconds } = await sendOverUdp(await portOf(hydrant), rate);
  const load = loadText();
  let before = -1;
  let { stored, lost, lostByKernel, gaps } = await whatBecame(hydrant);
  // What the kernel dropped is looked at once a second.
  while (stored + lost < sent && stored + lost !== before) {
    before = stored + lost;
    await sleep(SETTLED_MS);
    ({ stored, lost, lostByKernel, gaps } = await whatBecame(hydrant));
  }
  return [
    `${wholeNumber(rate)}/s`,
    wholeNumber(sent / seconds),
    wholeNumber(sent),
    wholeNumber(stored),
    wholeNumber(lost),
    `${((lost / sent) * 100).toFixed(1)} %`,
    wholeNumber(lostByKernel),
    wholeNumber(gaps),
    wholeNumber(sent - stored - lost),
    load,
  ];
}

async function serve(
  options: BenchOptions,
  folder: BenchFolder,
  transport: 'tcp' | 'udp',
): Promise<ServedHydrant> {
  const source = `syslog:${transport}://127.0.0.1:0`;
  const places = ['--port', '0', '--data-dir', folder.freshStore()];
  return await serveHydrant(hydrantCommand(options, 'serve', '--source', source, ...places));
}

async function sourceOf(hydrant: ServedHydrant): Promise<SourceStatus | undefined> {
  return (await hydrant.client.call('status.get', {})).sources[0];
}

async function until(
  hydrant: ServedHydrant,
  holds: (source: SourceStatus) => boolean,
): Promise<SourceStatus> {
  for (;;) {
    const source = await sourceOf(hydrant);
    if (source !== undefined && holds(source)) return source;
    await sleep(POLL_MS);
  }
}

/** The one that the system chose. */
async function portOf(hydrant: ServedHydrant): Promise<number> {
  const { stateText } = await until(hydrant, ({ state }) => state === 'following');
  return Number(/:(\d+);/.exec(stateText)?.[1]);
}

async function whatBecame(hydrant: ServedHydrant): Promise<Outcome> {
  const source = await sourceOf(hydrant);
  const { gaps } = await hydrant.client.call('gaps.list', { limit: 1000 });
  const lostIn = (some: typeof gaps) => some.reduce((sum, { lostEntries }) => sum + (lostEntries ?? 0), 0);
  const lostByKernel = lostIn(gaps.filter(({ reason }) => reason.includes('kernel')));
  const stored = source?.counters.stored ?? 0;
  return { stored, lost: lostIn(gaps), lostByKernel, gaps: gaps.length };
}

function messageAt(index: number): string {
  const kind = TEXT_LOG_KINDS.find(({ name }) => name === 'rfc5424');
  if (kind === undefined) throw new Error('there is no kind of text log rfc5424');
  return kind.lineAt(index);
}

async function sendOverTcp(port: number, messages: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.resume();
  for (let first = 0; first < messages; first += MESSAGES_AT_ONCE) {
    let text = '';
    for (let index = first; index < Math.min(messages, first + MESSAGES_AT_ONCE); index += 1) {
      const message = messageAt(index);
      text += `${Buffer.byteLength(message)} ${message}`;
    }
    if (!socket.write(text)) await once(socket, 'drain');
  }
  socket.end();
  await once(socket, 'close');
}

/** As many as the rate asks for, as evenly as the machine lets it. */
async function sendOverUdp(port: number, rate: number): Promise<{ sent: number; seconds: number }> {
  const total = (rate * RATE_MS) / 1000;
  const messages = Array.from({ length: total }, (_, index) => Buffer.from(messageAt(index)));
  const socket = createSocket('udp4');
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const startedAtMs = performance.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAtMs) / 1000) * rate));
    for (; sent < due - 1; sent += 1) socket.send(messages[sent] ?? '');
    // A lot is sent in its order, so all is sent when the last one is.
    await new Promise((resolve) => socket.send(messages[sent] ?? '', resolve));
    sent += 1;
    await sleep(LOT_MS);
  }
  socket.close();
  return { sent, seconds: (performance.now() - startedAtMs) / 1000 };
}

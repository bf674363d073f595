import { appendFileSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { macosLine } from '../../../../test/core/macos-lines.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { MacosLogParser } from '../../parser/macos/macos-log-parser.ts';
import type { Listener, ListenerOutput, ListenerPort } from '../listener.ts';
import { showArguments, streamArguments } from './macos-log-command.ts';
import { CUT_SHORT } from './macos-problem.ts';
import { createMacosListener, type MacosListenerOptions } from './macos-listener.ts';
import { parseSourceSpec } from '../source-spec.ts';
import { untilChange } from '../../../../test/core/until-change.ts';

const DOUBLE = join(import.meta.dirname, '../../../../test/doubles/macos-log-double.ts');
const SAMPLES = join(import.meta.dirname, '../../../../test/fixtures/macos');

/** The listener with the double of its tool, the real parser and a real store. */
class MacosLab implements ListenerPort, AsyncDisposable {
  readonly folder = temporaryFolder();
  readonly store: StoreLab;
  readonly #parser: MacosLogParser;
  readonly #changes = new EventTarget();
  #listener: Listener | undefined;
  state: ListenerState = 'starting';
  problem: WireError | null = null;
  restarts = 0;
  readonly stateTexts: string[] = [];
  isFull = false;

  constructor() {
    mkdirSync(this.at('log'));
    writeFileSync(this.at('log/log.ndjson'), '');
    writeFileSync(this.at('log/live.ndjson'), '');
    writeFileSync(this.at('log/calls'), '');
    this.store = new StoreLab(this.at('data'), 'macos');
    this.#parser = new MacosLogParser({
      dictionaries: this.store.dictionaries,
      sourceId: this.store.ledger.sourceId,
      sink: this.store.sink,
    });
    const watcher = watch(this.at('log'), () => this.#changed());
    watcher.unref();
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  start(options: Partial<MacosListenerOptions> = {}): void {
    this.#listener = createMacosListener({
      level: 'default',
      mode: 'follow',
      port: this,
      initialPosition: this.#parser.position,
      command: [process.execPath, DOUBLE, this.at('log')],
      streamStartMs: 500,
      backOff: { firstMs: 20, longestMs: 50, healthyAfterMs: 30_000 },
      ...options,
    });
    this.#listener.start();
  }

  /** As macOS does: kept in the past, and printed by a stream that runs. */
  log(...messages: readonly string[]): void {
    for (const message of messages) this.record(line(message));
  }

  record(text: string): void {
    appendFileSync(this.at('log/log.ndjson'), text.replace('"bootUUID":""', '"bootUUID":"B0"'));
    appendFileSync(this.at('log/live.ndjson'), text);
  }

  get messages(): string[] {
    return this.store.database
      .prepare<[], string>('SELECT message FROM entries ORDER BY time_us')
      .pluck()
      .all();
  }

  get calls(): string[] {
    return readFileSync(this.at('log/calls'), 'utf8').split('\n');
  }

  until(holds: () => boolean): Promise<void> {
    return untilChange(this.#changes, holds);
  }

  async stop(): Promise<void> {
    await this.#listener?.stop();
    this.#listener = undefined;
  }

  deliver(output: ListenerOutput): boolean {
    if (output.kind === 'run-started') this.#parser.startRun(output);
    else if (output.kind === 'bytes') this.#parser.push(output.bytes);
    else if (output.kind === 'run-ended') this.#parser.endRun(output.isComplete);
    else if (output.kind === 'gap') this.store.sink.missAnchor(output.missed);
    this.store.commit();
    this.#changed();
    return !this.isFull;
  }

  /** The queue takes more again, as long as nobody says otherwise. */
  makeRoom(): void {
    this.isFull = false;
    this.#listener?.resume();
  }

  settled(): Promise<string | null> {
    return Promise.resolve(this.#parser.position);
  }

  report(state: ListenerState, text: string, problem: WireError | null): void {
    this.state = state;
    this.stateTexts.push(text);
    this.problem = problem;
    this.#changed();
  }

  countRestart(): void {
    this.restarts += 1;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.store[Symbol.dispose]();
  }

  #changed(): void {
    this.#changes.dispatchEvent(new Event('change'));
  }
}

let lab: MacosLab;
let second = 0;

beforeEach(() => {
  lab = new MacosLab();
  second = 0;
});
afterEach(() => lab[Symbol.asyncDispose]());

/** A record a second after the one before. */
function line(message: string, members: Record<string, unknown> = {}): string {
  second += 1;
  const minute = String(Math.floor(second / 60)).padStart(2, '0');
  const timestamp = `2026-10-01 15:${minute}:${String(second % 60).padStart(2, '0')}.250000+0000`;
  return macosLine({ eventMessage: message, machTimestamp: second, timestamp, ...members });
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `entry ${String(first + index)}`);

it('the past is read, then what comes, and what both print is stored once', async () => {
  lab.log(...numbers(1, 20));
  lab.start();
  await lab.until(() => lab.state === 'following');
  lab.log(...numbers(21, 30));
  await lab.until(() => lab.messages.length === 30);
  expect(lab.messages).toEqual(numbers(1, 30));
  expect(lab.store.ledger.quarantined).toBe(0);
});

it('the stream begins before the past is read, so nothing is missed between them', async () => {
  lab.log(...numbers(1, 3));
  lab.start();
  await lab.until(() => lab.calls.includes('streaming'));
  lab.log(...numbers(4, 6));
  await lab.until(() => lab.messages.length === 6);
  const first = (start: string) => lab.calls.findIndex((call) => call.startsWith(start));
  expect(first('stream ')).toBeLessThan(lab.calls.length);
  expect(first('stream ')).toBeGreaterThanOrEqual(0);
  await lab.until(() => lab.state === 'following');
  expect(lab.messages).toEqual(numbers(1, 6));
});

it('what was logged while Hydrant was away is read from where it stopped', async () => {
  lab.log(...numbers(1, 40));
  lab.start();
  await lab.until(() => lab.state === 'following');
  await lab.stop();
  lab.log(...numbers(41, 60));
  lab.start();
  await lab.until(() => lab.messages.length === 60);
  expect(lab.calls.find((call) => call.includes('--start 2026-10-01 15:00:35'))).toContain(
    '--start 2026-10-01 15:00:35+0000',
  );
  expect(lab.messages).toEqual(numbers(1, 60));
});

it('a stream that dies is started again, and what was logged meanwhile is read', async () => {
  lab.log(...numbers(1, 3));
  writeFileSync(lab.at('log/stream-dies'), '');
  lab.start();
  await lab.until(() => lab.restarts >= 2);
  lab.log(...numbers(4, 6));
  rmSync(lab.at('log/stream-dies'));
  await lab.until(() => lab.state === 'following' && lab.messages.length === 6);
  expect(lab.messages).toEqual(numbers(1, 6));
});

it('what macOS dropped from the stream is read from the past, and the loss is a gap', async () => {
  lab.log(...numbers(1, 3));
  lab.start();
  await lab.until(() => lab.state === 'following');
  const dropped = line('dropped from the stream');
  appendFileSync(lab.at('log/log.ndjson'), dropped);
  lab.record(line('lost 1 event', { eventType: 'lossEvent', messageType: undefined }));
  await lab.until(() => lab.messages.includes('dropped from the stream'));
  await lab.until(() => lab.state === 'following');
  lab.log('after it');
  await lab.until(() => lab.messages.includes('after it'));
  expect(lab.store.sink.missedAnchors.length).toBeGreaterThan(0);
});

it('a message that speaks of dropped messages is a message', async () => {
  lab.log('one');
  lab.start();
  await lab.until(() => lab.state === 'following');
  lab.log('*** Messages dropped during live streaming (use `log show` to see what they were)', 'two');
  await lab.until(() => lab.messages.length === 3);
  expect(lab.state).toBe('following');
  expect(lab.restarts).toBe(0);
  expect(lab.calls.filter((call) => call.startsWith('stream '))).toHaveLength(1);
});

it('a full queue makes the stream wait, held or let through, and nothing is lost', async () => {
  lab.log(...numbers(1, 3));
  lab.start();
  await lab.until(() => lab.calls.includes('streaming'));
  lab.isFull = true;
  lab.log(...numbers(4, 400));
  await lab.until(() => lab.messages.length > 3);
  lab.log(...numbers(401, 500));
  lab.makeRoom();
  await lab.until(() => lab.messages.length === 500);
  expect(lab.messages).toEqual(numbers(1, 500));
});

it('stops at once, whatever it waits for', async () => {
  lab.log('one');
  writeFileSync(lab.at('log/stream-dies'), '');
  lab.start({ backOff: { firstMs: 60_000, longestMs: 60_000, healthyAfterMs: 90_000 } });
  await lab.until(() => lab.state === 'restarting');
  await lab.stop();
  expect(lab.state).toBe('stopped');
});

it('a user without rights is told what to do, and reading begins when they are there', async () => {
  lab.log('one');
  writeFileSync(lab.at('log/denied'), '');
  lab.start();
  await lab.until(() => lab.state === 'waiting');
  expect(lab.problem).toMatchObject({ code: 'source.permission-denied' });
  expect(lab.problem?.remedy).toContain('administrator');
  rmSync(lab.at('log/denied'));
  await lab.until(() => lab.messages.length === 1);
});

it('elsewhere than on macOS it says that there is no such log', async () => {
  lab.start({ command: ['/usr/bin/log-that-is-not-there'], mode: 'once' });
  await lab.until(() => lab.state === 'failed');
  expect(lab.problem).toMatchObject({ code: 'source.tool-missing' });
});

it('once reads the past and ends', async () => {
  lab.log(...numbers(1, 5));
  lab.start({ mode: 'once' });
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual(numbers(1, 5));
  expect(lab.calls.some((call) => call.startsWith('stream'))).toBe(false);
});

it.each(['cut', 'fewer', 'cut fewer'])('a past that ends %s is noticed and read again', async (cuts) => {
  lab.log(...numbers(1, 40));
  writeFileSync(lab.at('log/cuts'), cuts);
  lab.start();
  await lab.until(() => lab.state === 'following');
  lab.log(...numbers(41, 42));
  await lab.until(() => lab.messages.length === 42);
  expect(lab.messages).toEqual(numbers(1, 42));
  expect(lab.restarts).toBe(cuts.split(' ').length);
  expect([lab.store.ledger.quarantined, lab.store.sink.missedAnchors]).toEqual([0, []]);
});

it('a past that is never whole does not keep what comes from being read: the rest of it is a gap', async () => {
  lab.log(...numbers(1, 4));
  writeFileSync(lab.at('log/cuts'), 'fewer fewer fewer');
  lab.start({ mode: 'once' });
  await lab.until(() => lab.state === 'finished');
  expect(lab.messages).toEqual(['entry 1', 'entry 2', 'entry 4']);
  expect(lab.store.sink.missedAnchors).toMatchObject([{ reason: CUT_SHORT }]);
});

it('a stream that dies at once is not started all the time', async () => {
  writeFileSync(lab.at('log/stream-dies'), '');
  lab.start({ backOff: { firstMs: 10, longestMs: 80, healthyAfterMs: 30_000 } });
  await lab.until(() => lab.restarts >= 6);
  await lab.stop();
  const pauses = lab.stateTexts.flatMap((text) => /again in (\S+) s/.exec(text)?.slice(1) ?? []);
  expect(pauses.slice(0, 5)).toEqual(['0.01', '0.02', '0.04', '0.08', '0.08']);
});

it('every record that was recorded becomes an entry', async () => {
  const recorded = ['show-ndjson-macos26-coreaudio.ndjson', 'stream-ndjson-ios-simulator.ndjson']
    .map((name) => readFileSync(join(SAMPLES, name), 'utf8').trimEnd())
    .join('\n')
    .split('\n')
    .filter((text) => text.startsWith('{') && !text.includes('"finished"'));
  writeFileSync(lab.at('log/log.ndjson'), `${recorded.join('\n')}\n`);
  lab.start({ mode: 'once' });
  await lab.until(() => lab.state === 'finished');
  const { stored, quarantined, duplicates } = lab.store.ledger;
  expect({ stored, quarantined, duplicates }).toEqual({
    stored: recorded.length,
    quarantined: 0,
    duplicates: 0,
  });
});

it('levels are options to the stream and words to the past', () => {
  expect(streamArguments('debug').join(' ')).toContain('--level debug');
  expect(showArguments('debug', 1_795_338_682_497_027).join(' ')).toBe(
    'show --style ndjson --color none --info --debug --start 2026-11-22 09:11:22+0000',
  );
  expect(showArguments('default', null).slice(-2)).toEqual(['--last', '1h']);
  expect(parseSourceSpec('macos')).toEqual({ spec: 'macos', target: { kind: 'macos', level: 'default' } });
  expect(parseSourceSpec('macos:info').target).toEqual({ kind: 'macos', level: 'info' });
  expect(() => parseSourceSpec('macos:loud')).toThrow('no source');
});

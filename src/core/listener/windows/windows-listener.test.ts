import { appendFileSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { rendered, windowsEvent } from '../../../../test/core/windows-events.ts';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { WindowsEventParser } from '../../parser/windows/windows-event-parser.ts';
import type { Listener, ListenerOutput, ListenerPort } from '../listener.ts';
import { expandSources, parseSourceSpec } from '../source-spec.ts';
import { createWindowsListener, type WindowsListenerOptions } from './windows-listener.ts';

const DOUBLE = join(import.meta.dirname, '../../../../test/doubles/wevtutil-double.ts');
const SAMPLES = join(import.meta.dirname, '../../../../test/fixtures/windows');

/** The listener with the double of its tool, the real parser and a real store. */
class WindowsLab implements ListenerPort, AsyncDisposable {
  readonly folder = temporaryFolder();
  readonly store: StoreLab;
  readonly #parser: WindowsEventParser;
  readonly #changes = new EventTarget();
  #listener: Listener | undefined;
  state: ListenerState = 'starting';
  problem: WireError | null = null;
  restarts = 0;

  constructor() {
    mkdirSync(this.at('log'));
    writeFileSync(this.at('log/calls'), '');
    this.store = new StoreLab(this.at('data'), 'windows:System');
    this.#parser = new WindowsEventParser({
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

  start(options: Partial<WindowsListenerOptions> = {}): void {
    this.#listener = createWindowsListener({
      channel: 'System',
      mode: 'follow',
      port: this,
      initialPosition: this.#parser.position,
      command: [process.execPath, DOUBLE, this.at('log')],
      backOff: { firstMs: 20, longestMs: 50, healthyAfterMs: 30_000 },
      poll: { shortestMs: 10, longestMs: 60 },
      ...options,
    });
    this.#listener.start();
  }

  /** The channel holds these events from now on, too. */
  log(...events: readonly string[]): void {
    appendFileSync(this.at('log/System.jsonl'), events.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }

  /** As when an administrator clears it, or when it was overwritten. */
  replace(...events: readonly string[]): void {
    writeFileSync(this.at('log/System.jsonl'), '');
    this.log(...events);
  }

  get messages(): string[] {
    return this.store.database.prepare<[], string>('SELECT message FROM entries ORDER BY id').pluck().all();
  }

  get calls(): string[] {
    return readFileSync(this.at('log/calls'), 'utf8').trimEnd().split('\n');
  }

  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#changes.removeEventListener('change', look);
        resolve();
      };
      this.#changes.addEventListener('change', look);
    });
  }

  async stop(): Promise<void> {
    await this.#listener?.stop();
    this.#listener = undefined;
  }

  deliver(output: ListenerOutput): boolean {
    if (output.kind === 'run-started') this.#parser.startRun(output);
    else if (output.kind === 'bytes') this.#parser.push(output.bytes);
    else if (output.kind === 'run-ended') this.#parser.endRun(output.isComplete);
    this.store.commit();
    this.#changed();
    return true;
  }

  settled(): Promise<string | null> {
    return Promise.resolve(this.#parser.position);
  }

  report(state: ListenerState, _text: string, problem: WireError | null): void {
    this.state = state;
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

let lab: WindowsLab;

beforeEach(() => {
  lab = new WindowsLab();
});
afterEach(() => lab[Symbol.asyncDispose]());

function event(recordId: number, message = `event ${String(recordId)}`, hour = 15): string {
  const minute = String(Math.floor(recordId / 60) % 60).padStart(2, '0');
  const time = `2026-03-16T${String(hour)}:${minute}:${String(recordId % 60).padStart(2, '0')}.0784174Z`;
  return windowsEvent({ recordId, time, rendering: rendered(message) });
}
const events = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => event(first + index));
const messages = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `event ${String(first + index)}`);

it('a channel is read from its oldest event, then asked for what follows', async () => {
  lab.log(...events(7, 40));
  lab.start();
  await lab.until(() => lab.state === 'following');
  lab.log(...events(41, 45));
  await lab.until(() => lab.messages.length === 39);
  expect(lab.messages).toEqual(messages(7, 45));
  expect(lab.store.sink.missedAnchors).toEqual([]);
  expect(lab.store.ledger.quarantined).toBe(0);
  expect(lab.calls.at(-1)).toContain('EventRecordID>=4');
});

it('reading goes on where it stopped, and nothing is stored twice', async () => {
  lab.log(...events(1, 10));
  lab.start();
  await lab.until(() => lab.state === 'following');
  await lab.stop();
  lab.log(...events(11, 15));
  lab.start();
  await lab.until(() => lab.messages.length === 15);
  expect(lab.store.ledger.duplicates).toBe(0);
});

it('a channel that was cleared is read anew, and the gap is told', async () => {
  lab.log(...events(1, 20));
  lab.start();
  await lab.until(() => lab.state === 'following');
  lab.replace(event(1, 'the log was cleared', 16), event(2, 'after it', 16));
  await lab.until(() => lab.messages.includes('after it'));
  expect(lab.messages.slice(20)).toEqual(['the log was cleared', 'after it']);
  expect(lab.store.sink.missedAnchors.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('cleared'),
  ]);
});

it('a channel that was overwritten leaves a gap with the most that can be lost', async () => {
  lab.log(...events(1, 20));
  lab.start();
  await lab.until(() => lab.state === 'following');
  await lab.stop();
  lab.replace(...events(51, 60));
  lab.start();
  await lab.until(() => lab.messages.length === 30);
  expect(lab.store.sink.missedAnchors.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('at most 30 events'),
  ]);
});

it('a tool that dies in the middle of its output is started again, and each event is stored once', async () => {
  lab.log(...events(1, 30));
  writeFileSync(lab.at('log/dies'), '');
  lab.start();
  await lab.until(() => lab.restarts >= 2);
  rmSync(lab.at('log/dies'));
  await lab.until(() => lab.state === 'following');
  expect(lab.messages).toEqual(messages(1, 30));
  expect(lab.store.ledger.quarantined).toBe(0);
});

it('a tool that hangs is ended after its deadline', async () => {
  lab.log(...events(1, 3));
  writeFileSync(lab.at('log/hangs'), '');
  lab.start({ deadlineMs: 300 });
  await lab.until(() => lab.restarts >= 1);
  rmSync(lab.at('log/hangs'));
  await lab.until(() => lab.messages.length === 3);
  expect(lab.messages).toEqual(messages(1, 3));
});

it('a user without rights is told what to do, and a channel that is not there is named', async () => {
  writeFileSync(lab.at('log/System.denied'), '');
  lab.log(...events(1, 3));
  lab.start();
  await lab.until(() => lab.state === 'waiting');
  expect(lab.problem).toMatchObject({ code: 'source.permission-denied' });
  expect(lab.problem?.remedy).toContain('Event Log Readers');
  rmSync(lab.at('log/System.denied'));
  await lab.until(() => lab.messages.length === 3);
  await lab.stop();
  lab.start({ channel: 'Nowhere', mode: 'once', initialPosition: null });
  await lab.until(() => lab.state === 'failed');
  expect(lab.problem).toMatchObject({ code: 'source.not-found' });
});

it('elsewhere than on Windows it says that there is no such log', async () => {
  lab.start({ command: ['wevtutil-that-is-not-there'], mode: 'once' });
  await lab.until(() => lab.state === 'failed');
  expect(lab.problem).toMatchObject({ code: 'source.tool-missing' });
});

it('forwarded events are found by time, in whatever order their ids come', async () => {
  const forwarded = (recordId: number, computer: string, time: string) =>
    JSON.stringify(
      windowsEvent({ recordId, computer, time, rendering: rendered(`${computer} ${String(recordId)}`) }),
    );
  const path = lab.at('log/ForwardedEvents.jsonl');
  writeFileSync(path, `${forwarded(900, 'a.example', '2026-03-16T15:00:00.0000000Z')}\n`);
  lab.start({ channel: 'ForwardedEvents' });
  await lab.until(() => lab.messages.length === 1);
  appendFileSync(path, `${forwarded(12, 'b.example', '2026-03-16T14:55:00.0000000Z')}\n`);
  appendFileSync(path, `${forwarded(901, 'a.example', '2026-03-16T15:01:00.0000000Z')}\n`);
  await lab.until(() => lab.messages.length === 3);
  expect(lab.messages).toEqual(['a.example 900', 'b.example 12', 'a.example 901']);
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it('every event that was recorded becomes an entry', async () => {
  const recorded = [
    'renderedxml-otel-security-4624.xml',
    'renderedxml-otel-system-7036.xml',
    'xml-otel-xmlSample.xml',
  ].map((name) => /<Event[ >][\s\S]*<\/Event>/.exec(readFileSync(join(SAMPLES, name), 'utf8'))?.[0] ?? '');
  expect(recorded.every((text) => text !== '')).toBe(true);
  lab.log(...recorded);
  lab.start({ mode: 'once' });
  await lab.until(() => lab.state === 'finished');
  expect(lab.store.ledger.stored + lab.store.ledger.quarantined).toBe(recorded.length);
  expect(lab.store.ledger.quarantined).toBe(0);
});

it('windows means the two channels that everybody may read; another one is named', () => {
  expect(expandSources(['windows', 'journal'])).toEqual(['windows:System', 'windows:Application', 'journal']);
  expect(parseSourceSpec('windows:Microsoft-Windows-Sysmon/Operational').target).toEqual({
    kind: 'windows',
    channel: 'Microsoft-Windows-Sysmon/Operational',
  });
  expect(() => parseSourceSpec('windows:')).toThrow('no source');
});

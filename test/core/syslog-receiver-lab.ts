import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { Listener, ListenerOutput, ListenerPort } from '#core/listener/listener.ts';
import type { SyslogAddress } from '#core/listener/syslog-receiver/syslog-address.ts';
import {
  createSyslogReceiver,
  type SyslogReceiverOptions,
} from '#core/listener/syslog-receiver/syslog-receiver.ts';
import { SyslogMessageParser } from '#core/parser/syslog-receiver/syslog-message-parser.ts';
import type { MissedAnchor } from '#core/parser/source-parser.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { untilChange } from './until-change.ts';

type LabOptions = Partial<
  Pick<SyslogReceiverOptions, 'limits' | 'dropsMs' | 'mostWaitingBytes' | 'initialPosition'>
>;

/** A receiver on a free port of loopback, with the real parser and a real store. Its time stands still. */
export class SyslogReceiverLab implements ListenerPort {
  readonly store = new StoreLab(temporaryFolder(), 'syslog');
  readonly gaps: MissedAnchor[] = [];
  readonly #parser: SyslogMessageParser;
  readonly #changes = new EventTarget();
  readonly #listener: Listener;
  state: ListenerState = 'starting';
  stateText = '';
  problem: WireError | null = null;
  isFull = false;
  nowUnixUs = Date.UTC(2026, 10, 22, 12) * 1000;
  #isStopped = false;

  constructor(address: Partial<SyslogAddress>, options: LabOptions = {}) {
    this.#parser = new SyslogMessageParser({
      dictionaries: this.store.dictionaries,
      sourceId: this.store.ledger.sourceId,
      sink: this.store.sink,
      timeZone: 'UTC',
      nowUnixUs: () => this.nowUnixUs,
    });
    this.#listener = createSyslogReceiver({
      address: { transport: 'udp', host: '127.0.0.1', port: 0, ...address },
      mode: 'follow',
      port: this,
      retryMs: 50,
      nowUnixUs: () => this.nowUnixUs,
      ...options,
    });
    this.#listener.start();
    onTestFinished(async () => {
      await this.stop();
      this.store[Symbol.dispose]();
    });
  }

  /** One that listens already. */
  static async listening(address: Partial<SyslogAddress>, options?: LabOptions): Promise<SyslogReceiverLab> {
    const lab = new SyslogReceiverLab(address, options);
    await lab.until(() => lab.state === 'following');
    return lab;
  }

  get port(): number {
    return Number(/:(\d+);/.exec(this.stateText)?.[1]);
  }

  get position(): string | null {
    return this.#parser.position;
  }

  get messages(): string[] {
    return this.store.sink.messages;
  }

  /** Why something is no entry, with what it is. */
  get rejections(): [reason: string, text: string][] {
    return this.store.sink.rejections.map(({ reason, bytes }) => [reason, bytes.toString('latin1')]);
  }

  get lostMessages(): number {
    return this.gaps.reduce((sum, { lostEntries = 0 }) => sum + lostEntries, 0);
  }

  makeRoom(): void {
    this.isFull = false;
    this.#listener.resume();
  }

  /** Nothing may be handed over afterwards. */
  async stop(): Promise<void> {
    await this.#listener.stop();
    this.#isStopped = true;
  }

  until(holds: () => boolean): Promise<void> {
    return untilChange(this.#changes, holds);
  }

  deliver(output: ListenerOutput): boolean {
    if (this.#isStopped) throw new Error(`${output.kind} after stop() had resolved`);
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
}

/** Over a connection of its own, which is closed then. */
export async function sendOverTcp(port: number, ...pieces: readonly (string | Buffer)[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  // Who reads nothing does not see that the other end has closed.
  socket.resume();
  for (const piece of pieces) socket.write(piece);
  socket.end();
  await once(socket, 'close');
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort } from 'node:worker_threads';
import { toWireError, type WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { createListener } from '../listener/create-listener.ts';
import type { Listener, ListenerOutput, ListenerPort } from '../listener/listener.ts';
import { sizeOfOutput, type ListenerCommand, type ListenerReport } from './listener-worker-messages.ts';
import { SendingCredit } from './sending-credit.ts';

/**
 * The worker thread that listens: it reads the tools' output while the ingest worker parses or commits. Without it a tool
 * waits through every commit, because a pipe holds no more than a few milliseconds of its output.
 */
const port = parentPort;
if (port === null) throw new Error('listener-worker runs as a worker thread only');
const send = (report: ListenerReport, transfer: ArrayBufferLike[] = []) =>
  port.postMessage(report, transfer as ArrayBuffer[]);

/** Whose listener is at work: what it throws, now or later, is a problem of its source alone. */
const atWork = new AsyncLocalStorage<RemotePort>();

/** One listener and what is on its way from it. */
class RemotePort implements ListenerPort {
  readonly #source: number;
  #listener: Listener | undefined;
  /** By a bug: what the listener still does is not heeded. */
  #hasFailed = false;
  readonly #command: Extract<ListenerCommand, { kind: 'start' }>;
  readonly #credit = new SendingCredit();
  #settled: ((position: string | null) => void) | undefined;

  constructor(command: Extract<ListenerCommand, { kind: 'start' }>) {
    this.#source = command.source;
    this.#command = command;
  }

  start(): void {
    const { target, mode, position } = this.#command;
    this.#run(() => {
      this.#listener = createListener({ target, mode, port: this, initialPosition: position });
      this.#listener.start();
    });
  }

  retryNow(): void {
    this.#run(() => this.#listener?.retryNow());
  }

  /** Resolves when the listener is gone, or as good as gone. */
  async stop(): Promise<void> {
    const listener = this.#listener;
    try {
      await atWork.run(this, async () => listener?.stop());
    } catch (error) {
      this.fail(error);
    }
  }

  /** Its tools, files and sockets, as far as it still can. */
  async #release(listener: Listener | undefined): Promise<void> {
    try {
      await atWork.run(this, async () => listener?.stop());
    } catch {
      // Why it failed is told already.
    }
  }

  fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.report('failed', 'Stopped by a bug', toWireError(error));
    this.#hasFailed = true;
    const listener = this.#listener;
    this.#listener = undefined;
    void this.#release(listener);
  }

  #run(action: () => void): void {
    try {
      atWork.run(this, action);
    } catch (error) {
      this.fail(error);
    }
  }

  deliver(output: ListenerOutput): boolean {
    if (this.#hasFailed) return false;
    const sizeBytes = sizeOfOutput(output);
    // The chunks of a pipe have memory of their own, so they are handed over and not copied.
    const transfer = output.kind === 'bytes' ? [output.bytes.buffer] : [];
    send({ kind: 'output', source: this.#source, output }, transfer);
    return this.#credit.take(sizeBytes);
  }

  settled(): Promise<string | null> {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#settled = resolve;
    send({ kind: 'settle', source: this.#source });
    return promise;
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    if (!this.#hasFailed) send({ kind: 'state', source: this.#source, state, stateText, problem });
  }

  countRestart(reason: string): void {
    send({ kind: 'restarted', source: this.#source, reason });
  }

  credit(bytes: number): void {
    if (this.#credit.give(bytes)) this.#run(() => this.#listener?.resume());
  }

  answerSettled(position: string | null): void {
    this.#settled?.(position);
    this.#settled = undefined;
  }
}

const ports = new Map<number, RemotePort>();

port.on('message', (command: ListenerCommand) => {
  switch (command.kind) {
    case 'start': {
      const remote = new RemotePort(command);
      ports.set(command.source, remote);
      remote.start();
      break;
    }
    case 'credit':
      ports.get(command.source)?.credit(command.bytes);
      break;
    case 'settled':
      ports.get(command.source)?.answerSettled(command.position);
      break;
    case 'retry':
      ports.get(command.source)?.retryNow();
      break;
    case 'stop':
      void stop(command.source);
      break;
    case 'close':
      port.close();
      break;
    default:
      command satisfies never;
  }
});

process.on('unhandledRejection', failAlone);
process.on('uncaughtException', failAlone);

/** Of what cannot be told whose it is, this thread dies; with it the capture is started again. */
function failAlone(error: unknown): void {
  const remote = atWork.getStore();
  if (remote === undefined) throw error;
  remote.fail(error);
}

async function stop(source: number): Promise<void> {
  await ports.get(source)?.stop();
  ports.delete(source);
  send({ kind: 'stopped', source });
}

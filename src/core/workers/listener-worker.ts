import { parentPort } from 'node:worker_threads';
import type { WireError } from '#contract/errors.ts';
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

/** One listener and what is on its way from it. */
class RemotePort implements ListenerPort {
  readonly #source: number;
  readonly listener: Listener;
  readonly #credit = new SendingCredit();
  #settled: ((position: string | null) => void) | undefined;

  constructor(command: Extract<ListenerCommand, { kind: 'start' }>) {
    this.#source = command.source;
    const { target, mode, position } = command;
    this.listener = createListener({ target, mode, port: this, initialPosition: position });
  }

  deliver(output: ListenerOutput): boolean {
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
    send({ kind: 'state', source: this.#source, state, stateText, problem });
  }

  countRestart(reason: string): void {
    send({ kind: 'restarted', source: this.#source, reason });
  }

  credit(bytes: number): void {
    if (this.#credit.give(bytes)) this.listener.resume();
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
      remote.listener.start();
      break;
    }
    case 'credit':
      ports.get(command.source)?.credit(command.bytes);
      break;
    case 'settled':
      ports.get(command.source)?.answerSettled(command.position);
      break;
    case 'retry':
      ports.get(command.source)?.listener.retryNow();
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

async function stop(source: number): Promise<void> {
  await ports.get(source)?.listener.stop();
  ports.delete(source);
  send({ kind: 'stopped', source });
}

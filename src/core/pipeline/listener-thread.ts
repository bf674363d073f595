import { Worker } from 'node:worker_threads';
import type { ListenerPlan } from '../listener/create-listener.ts';
import type { Listener, ListenerOutput } from '../listener/listener.ts';
import {
  sizeOfOutput,
  type ListenerCommand,
  type ListenerReport,
} from '../workers/listener-worker-messages.ts';
import { workerFile } from '../workers/worker-file.ts';
import { YOUNG_GENERATION_MB } from '../workers/worker-memory.ts';

/** Credit is given in steps: a message for each chunk would cost more than it says. */
const CREDIT_BYTES = 512 * 1024;

/** The listeners of a capture, in a thread of their own, so that they read while this one parses and commits. */
export class ListenerThread {
  readonly #listeners = new Map<number, RemoteListener>();
  #worker: Worker | undefined;
  #nextSource = 1;

  createListener(plan: ListenerPlan): Listener {
    const source = this.#nextSource;
    this.#nextSource += 1;
    const listener = new RemoteListener(source, plan, (command) => this.#send(command));
    this.#listeners.set(source, listener);
    return listener;
  }

  /** Call when all listeners are stopped; resolves when the thread is gone. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    this.#send({ kind: 'close' });
    await exited;
  }

  /** Starts the thread with the first command, so that a capture that cannot begin leaves none behind. */
  #send(command: ListenerCommand): void {
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(command);
  }

  #startWorker(): Worker {
    const worker = new Worker(workerFile('listener-worker'), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (report: ListenerReport) => {
      this.#listeners.get(report.source)?.receive(report);
      if (report.kind === 'stopped') this.#listeners.delete(report.source);
    });
    // A bug: this thread dies of it too, and both are started again.
    worker.on('error', (error) => {
      throw error;
    });
    return worker;
  }
}

/** The near end of a listener in the other thread. */
class RemoteListener implements Listener {
  readonly #source: number;
  readonly #plan: ListenerPlan;
  readonly #send: (command: ListenerCommand) => void;
  /** Bytes that were taken and that the far end still counts as on their way. */
  #owedBytes = 0;
  #stopped: PromiseWithResolvers<void> | undefined;

  constructor(source: number, plan: ListenerPlan, send: (command: ListenerCommand) => void) {
    this.#source = source;
    this.#plan = plan;
    this.#send = send;
  }

  start(): void {
    const { target, mode, initialPosition } = this.#plan;
    this.#send({ kind: 'start', source: this.#source, target, mode, position: initialPosition });
  }

  resume(): void {
    if (this.#owedBytes < CREDIT_BYTES) return;
    this.#send({ kind: 'credit', source: this.#source, bytes: this.#owedBytes });
    this.#owedBytes = 0;
  }

  retryNow(): void {
    this.#send({ kind: 'retry', source: this.#source });
  }

  stop(): Promise<void> {
    if (this.#stopped === undefined) {
      this.#stopped = Promise.withResolvers<void>();
      this.#send({ kind: 'stop', source: this.#source });
    }
    return this.#stopped.promise;
  }

  receive(report: ListenerReport): void {
    const { port } = this.#plan;
    switch (report.kind) {
      case 'output':
        this.#deliver(report.output);
        break;
      case 'settle':
        void this.#answerSettle();
        break;
      case 'state':
        if (this.#stopped === undefined) port.report(report.state, report.stateText, report.problem);
        break;
      case 'restarted':
        port.countRestart(report.reason);
        break;
      case 'stopped':
        this.#stopped?.resolve();
        break;
      default:
        report satisfies never;
    }
  }

  #deliver(output: ListenerOutput): void {
    // A Buffer crosses the border as a plain array of bytes; the memory is the same.
    const whole: ListenerOutput =
      output.kind === 'bytes'
        ? {
            kind: 'bytes',
            bytes: Buffer.from(output.bytes.buffer, output.bytes.byteOffset, output.bytes.byteLength),
          }
        : output;
    // Credit is given when the queue is at most half full, so what comes then still fits.
    this.#owedBytes += sizeOfOutput(output);
    this.#plan.port.deliver(whole);
  }

  async #answerSettle(): Promise<void> {
    const position = await this.#plan.port.settled();
    this.#send({ kind: 'settled', source: this.#source, position });
  }
}

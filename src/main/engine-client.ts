import type { CancelSignal } from '#contract/cancel-signal.ts';
import { ChannelClient } from '#contract/channel-client.ts';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';
import { EVENT_NAMES } from '#contract/events.ts';
import type { MethodName, MethodParams, MethodResult } from '#contract/methods.ts';
import type { EngineOpening, EngineProcess } from './engine-messages.ts';
import { RestartLimit } from './restart-limit.ts';

/** Time for committing what is in flight and closing the store, which takes well under a second; a slow disk gets more. */
const SOFT_STOP_MS = 8000;
/** Then SIGTERM; a process that is stuck in a system call gets SIGKILL. The store survives both: commits are transactions. */
const TERMINATE_MS = 1000;

export interface EngineClientOptions {
  /** What the process opens, and every one that is started in its place. */
  opening: EngineOpening;
  /** Starts the engine's process. */
  fork: () => EngineProcess;
  /** The process died and a new one runs: whoever shows what the old one said must ask again. */
  onRestarted: () => void;
  /** The process died too often; it is not started again. */
  onGivenUp: (error: AppError) => void;
}

interface Running {
  process: EngineProcess;
  channel: ChannelClient;
  exited: Promise<void>;
}

/**
 * The engine as the main process sees it, at the far end of a channel. Starts the engine's process, starts it again when
 * it dies (with a growing pause and a limit) and ends it in order. Subscriptions outlive the process; calls that were
 * open when it died are rejected with `connection.lost`, and calls in the pause wait for the next process.
 */
export class EngineClient implements EngineApi {
  readonly #options: EngineClientOptions;
  readonly #restarts = new RestartLimit();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #running: Promise<Running>;
  #restartTimer: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    this.#running = Promise.resolve(this.#start());
  }

  async call<M extends MethodName>(
    method: M,
    params: MethodParams<M>,
    signal?: CancelSignal,
  ): Promise<MethodResult<M>> {
    const { channel } = await this.#running;
    return channel.call(method, params, signal);
  }

  subscribe<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Soft stop, deadline, hard stop. Resolves when the process is gone; never rejects. */
  async close(): Promise<void> {
    this.#isClosing = true;
    // In the pause between two processes there is nothing to end.
    if (this.#restartTimer !== undefined) {
      clearTimeout(this.#restartTimer);
      return;
    }
    const running = await this.#running.catch(() => undefined);
    if (running === undefined) return;
    running.process.postMessage({ kind: 'close' });
    if (await settlesWithin(running.exited, SOFT_STOP_MS)) return;
    console.error('hydrant: the engine did not end in time; ending its process.');
    running.process.kill();
    if (await settlesWithin(running.exited, TERMINATE_MS)) return;
    if (running.process.pid !== undefined) process.kill(running.process.pid, 'SIGKILL');
    await running.exited;
  }

  #start(): Running {
    const child = this.#options.fork();
    const channel = new ChannelClient((message) => child.postMessage({ kind: 'message', message }));
    for (const name of EVENT_NAMES) channel.subscribe(name, (payload) => this.#emit(name, payload));
    child.on('message', (message) => channel.receive(message));
    const exited = new Promise<void>((resolve) => {
      child.once('exit', (exitCode) => {
        resolve();
        channel.close(new AppError('connection.lost', 'The engine ended while it worked on this.'));
        if (!this.#isClosing) this.#restart(exitCode);
      });
    });
    child.postMessage(this.#options.opening);
    return { process: child, channel, exited };
  }

  #restart(exitCode: number): void {
    const delayMs = this.#restarts.countDeath(performance.now());
    if (delayMs === undefined) {
      const error = new AppError('internal', `The engine ended again and again (exit ${String(exitCode)}).`, {
        remedy: 'Start Hydrant again from a terminal and report what it prints there.',
      });
      this.#running = Promise.reject(error);
      this.#running.catch(() => undefined);
      this.#options.onGivenUp(error);
      return;
    }
    console.error(
      `hydrant: the engine ended (exit ${String(exitCode)}); starting it again in ${String(delayMs)} ms.`,
    );
    this.#running = new Promise((resolve) => {
      this.#restartTimer = setTimeout(() => {
        this.#restartTimer = undefined;
        resolve(this.#start());
        this.#options.onRestarted();
      }, delayMs);
    });
  }

  #emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }
}

/** Whether `promise` settles before the deadline. Leaves no timer behind. */
async function settlesWithin(promise: Promise<void>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  try {
    return await Promise.race([promise.then(() => true), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

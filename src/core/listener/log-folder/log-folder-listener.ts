import { toWireError } from '#contract/errors.ts';
import { classifyReadError } from '../exported-file/read-error.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { MAX_LOGS, isGlob, listLogs } from './list-logs.ts';
import { Pause } from '../pause.ts';

export interface LogFolderListenerOptions {
  /** Absolute: a folder, or a glob. */
  pattern: string;
  mode: ListenerMode;
  port: ListenerPort;
  /** Milliseconds between two looks. Default: 2,000. */
  lookMs?: number;
}

/** A folder is looked at again and again: what tells of changes in it tells nothing of a glob over several, and nothing on network file systems. */
const LOOK_MS = 2000;

/** Looks for the logs of a folder or of a glob. Each that is found becomes a source of its own, with its own place, order and numbers. */
export function createLogFolderListener(options: LogFolderListenerOptions): Listener {
  return new LogFolderListener(options);
}

class LogFolderListener implements Listener {
  readonly #options: LogFolderListenerOptions;
  readonly #pause = new Pause();
  readonly #found = new Set<string>();
  #lastFound = '';
  #isStopping = false;
  #working: Promise<void> | undefined;

  constructor(options: LogFolderListenerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    // Nothing is delivered that could fill a queue.
  }

  retryNow(): void {
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#pause.close();
    await this.#working;
    this.#options.port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    const { mode, port } = this.#options;
    port.report('starting', 'Looking for logs', null);
    while (!this.#isStopping) {
      await this.#look();
      if (mode === 'once') return;
      await this.#pause.wait(this.#options.lookMs ?? LOOK_MS);
    }
  }

  async #look(): Promise<void> {
    const { pattern, mode, port } = this.#options;
    try {
      const logs = await listLogs(pattern);
      for (const path of logs) {
        if (this.#found.has(path) || this.#found.size >= MAX_LOGS) continue;
        this.#found.add(path);
        this.#lastFound = path;
        port.deliver({ kind: 'log-found', spec: `file:${path}` });
      }
      if (!this.#isStopping)
        port.report(mode === 'once' ? 'finished' : 'following', this.#words(logs.length), null);
    } catch (error) {
      const problem = toWireError(classifyReadError(pattern, error));
      if (!this.#isStopping)
        port.report(mode === 'once' ? 'failed' : 'waiting', 'Cannot look for logs', problem);
    }
  }

  #words(logs: number): string {
    const { pattern } = this.#options;
    const where = isGlob(pattern) ? pattern : `the folder ${pattern}`;
    if (this.#found.size === 0) return `No log in ${where} yet; looking for one`;
    const left =
      logs > MAX_LOGS
        ? `; ${String(logs - MAX_LOGS)} more are not read, as ${String(MAX_LOGS)} are the limit`
        : '';
    return `${String(this.#found.size)} of ${where}, the last one found: ${this.#lastFound}${left}`;
  }
}

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How one run of wevtutil ended. */
export interface WevtutilOutcome {
  /** null when it could not be started or was ended by a signal. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  startError: NodeJS.ErrnoException | null;
  /** What it wrote to stderr, the last 8 KiB of it. */
  complaint: string;
  outputBytes: number;
}

const COMPLAINT_LENGTH = 8192;

/**
 * One run of wevtutil. Its output goes to `take` in the chunks that the pipe gives; after a false, nothing is read until `resume`, and
 * wevtutil waits. It cannot outlive this process: it prints no more than it was asked for, and without a reader printing fails.
 */
export class WevtutilRun {
  /** Resolves when the tool is gone and all its output was taken. Never rejects. */
  readonly ended: Promise<WevtutilOutcome>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #complaint = '';
  #outputBytes = 0;
  #isStopped = false;

  constructor(commandLine: readonly string[], take: (bytes: Buffer) => boolean) {
    const [program = '', ...programArguments] = commandLine;
    // A window of a console would open for each query of the desktop app.
    this.#child = spawn(program, programArguments, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    this.ended = this.#watch(take);
  }

  /** Goes on reading after `take` returned false. */
  resume(): void {
    if (!this.#isStopped) this.#child.stdout.resume();
  }

  /** Ends the tool: SIGTERM, and SIGKILL after `deadlineMs`; on Windows both end it at once. Nothing is handed to `take` from the call on. */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), deadlineMs);
    await this.ended;
    clearTimeout(timer);
  }

  #watch(take: (bytes: Buffer) => boolean): Promise<WevtutilOutcome> {
    const child = this.#child;
    const { promise, resolve } = Promise.withResolvers<WevtutilOutcome>();
    const end = (
      exitCode: number | null,
      signal: NodeJS.Signals | null,
      startError: NodeJS.ErrnoException | null,
    ) => {
      const complaint = this.#complaint.trim();
      resolve({ exitCode, signal, startError, complaint, outputBytes: this.#outputBytes });
    };
    child.on('error', (error) => {
      if (child.pid === undefined) end(null, null, error);
    });
    // Out of file descriptors, spawn returns a child without streams.
    if ((child.stdout as Readable | undefined) === undefined) return promise;
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.#isStopped) return;
      this.#outputBytes += bytes.length;
      if (!take(bytes)) child.stdout.pause();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-COMPLAINT_LENGTH);
    });
    child.on('close', (exitCode, signal) => {
      end(exitCode, signal, null);
    });
    return promise;
  }
}

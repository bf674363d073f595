import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How one run of the tool ended. */
export interface RunOutcome {
  /** null when it could not be started or died by a signal. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  startError: NodeJS.ErrnoException | null;
  /** What it wrote to stderr, the last 8 KiB of it. */
  complaint: string;
  /** What it wrote to stdout, bytes. */
  outputBytes: number;
  ranForMs: number;
}

const COMPLAINT_LENGTH = 8192;

/**
 * One run of a tool that prints a log: journalctl, ssh, macOS' log. Its output goes to `take` in the chunks that the pipe gives; after a false, nothing
 * is read until `resume`, and the tool waits. Without a reader it ends by itself: journalctl at once, the others with their next output.
 */
export class ToolRun {
  /** Resolves when the tool is gone and all its output was taken. Never rejects. */
  readonly ended: Promise<RunOutcome>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable> | null;
  readonly #startedAtMs = performance.now();
  #complaint = '';
  #outputBytes = 0;
  #isStopped = false;

  /** @param environment - Besides what all tools are given. */
  constructor(
    commandLine: readonly string[],
    take: (bytes: Buffer) => boolean,
    environment: Readonly<Record<string, string>> = {},
  ) {
    const { child, startError } = startTool(commandLine, environment);
    this.#child = child;
    this.ended =
      child === null ? Promise.resolve(this.#outcome(null, null, startError)) : this.#watch(child, take);
  }

  /** Goes on reading after `take` returned false. */
  resume(): void {
    if (!this.#isStopped) this.#child?.stdout.resume();
  }

  /** Ends the tool: SIGTERM, and SIGKILL after `deadlineMs`. Nothing is handed to `take` from the call on. */
  async stop(deadlineMs: number): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#isStopped = true;
    // Whoever else holds the other ends must not keep the end from being noticed.
    child.stdout.destroy();
    child.stderr.destroy();
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    await this.ended;
    clearTimeout(timer);
  }

  #watch(
    child: ChildProcessByStdio<null, Readable, Readable>,
    take: (bytes: Buffer) => boolean,
  ): Promise<RunOutcome> {
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.#isStopped) return;
      this.#outputBytes += bytes.length;
      if (!take(bytes)) child.stdout.pause();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-COMPLAINT_LENGTH);
    });
    return new Promise((resolve) => {
      child.on('error', (error) => {
        // Also emitted when a signal could not be sent; then 'close' follows all the same.
        if (child.pid === undefined) resolve(this.#outcome(null, null, error));
      });
      child.on('close', (exitCode, signal) => resolve(this.#outcome(exitCode, signal, null)));
    });
  }

  #outcome(
    exitCode: number | null,
    signal: NodeJS.Signals | null,
    startError: NodeJS.ErrnoException | null,
  ): RunOutcome {
    return {
      exitCode,
      signal,
      startError,
      complaint: this.#complaint.trim(),
      outputBytes: this.#outputBytes,
      ranForMs: performance.now() - this.#startedAtMs,
    };
  }
}

function startTool(
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>>,
): {
  child: ChildProcessByStdio<null, Readable, Readable> | null;
  startError: NodeJS.ErrnoException | null;
} {
  const [program = '', ...programArguments] = commandLine;
  try {
    const child = spawn(program, programArguments, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...TOOL_ENVIRONMENT, ...environment },
    });
    // Out of file descriptors, spawn returns a child without streams.
    if ((child.stdout as Readable | undefined) !== undefined) return { child, startError: null };
    child.on('error', () => child.unref());
    return { child: null, startError: new Error(`${program} could not be started: too many open files`) };
  } catch (error) {
    // Thrown for arguments that no program can be given: a stored position with a NUL byte in it.
    return { child: null, startError: error as NodeJS.ErrnoException };
  }
}

/** English messages in UTF-8, no colours, no pager, and nothing but messages on stderr, whatever the user's own settings. */
const TOOL_ENVIRONMENT = {
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  SYSTEMD_COLORS: '0',
  SYSTEMD_PAGER: '',
  SYSTEMD_LOG_LEVEL: 'info',
  SYSTEMD_LOG_TARGET: 'console',
};

import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../src/headless/index.ts', import.meta.url));

/** The program and what comes before its own arguments, for whoever starts it differently. */
export function hydrantCommand(): string[] {
  return [process.execPath, PROGRAM];
}

export interface HydrantProcessOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** What stands behind its standard input: nothing (the default), a pipe, or an open file. */
  stdin?: 'ignore' | 'pipe' | number;
}

type HydrantChild = ChildProcessByStdio<Writable | null, Readable, Readable>;

export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A real `hydrant` process, started as the launcher starts it. */
export class HydrantProcess {
  readonly child: HydrantChild;
  /** Resolves when the process has ended and all its output is read. */
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  readonly #onOutput = new Set<() => void>();

  constructor(args: readonly string[], options: HydrantProcessOptions = {}) {
    const [program = '', ...before] = hydrantCommand();
    this.child = spawn(program, [...before, ...args], {
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    }) as HydrantChild;
    // A process that ended does not read what is still written to it.
    this.child.stdin?.on('error', () => undefined);
    this.child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stdout += chunk;
      for (const look of this.#onOutput) look();
    });
    this.child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk;
      for (const look of this.#onOutput) look();
    });
    const { promise, resolve } = Promise.withResolvers<Ended>();
    this.ended = promise;
    this.child.on('close', (exitCode, signal) => {
      resolve({ exitCode, signal, stdout: this.#stdout, stderr: this.#stderr });
    });
  }

  /** Resolves with the first match in standard output; rejects when the process ends without one. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    return await this.#matched(pattern, () => this.#stdout);
  }

  /** As `printed`, in standard error. */
  async told(pattern: RegExp): Promise<RegExpExecArray> {
    return await this.#matched(pattern, () => this.#stderr);
  }

  async #matched(pattern: RegExp, output: () => string): Promise<RegExpExecArray> {
    const found = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      const match = pattern.exec(output());
      if (match !== null) found.resolve(match);
    };
    this.#onOutput.add(look);
    look();
    void this.ended.then(({ stdout, stderr }) => {
      look();
      found.reject(new Error(`Ended without ${String(pattern)}. It printed: ${stdout}${stderr}`));
    });
    try {
      return await found.promise;
    } finally {
      this.#onOutput.delete(look);
    }
  }

  /** Ends the process if it still runs, and waits for that. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** Runs `hydrant` to its end. */
export async function runHydrant(
  args: readonly string[],
  options: HydrantProcessOptions = {},
): Promise<Ended> {
  return await new HydrantProcess(args, options).ended;
}

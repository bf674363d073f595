import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface ScriptProcess {
  child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Resolves with the first line of its output; rejects when it ends without one. */
  firstLine: Promise<string>;
  ended: Promise<{ exitCode: number | null; output: string }>;
}

/** Runs a script of this folder in a process of its own, which is gone after the test. */
export function spawnScript(name: string, ...values: readonly string[]): ScriptProcess {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [script, ...values], { stdio: ['pipe', 'pipe', 'pipe'] });
  const line = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<{ exitCode: number | null; output: string }>();
  let output = '';
  const take = (text: string) => {
    output += text;
    if (output.includes('\n')) line.resolve(output.slice(0, output.indexOf('\n')));
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  child.on('close', (exitCode) => {
    line.reject(new Error(`${name} ended without a line: ${output}`));
    ended.resolve({ exitCode, output });
  });
  line.promise.catch(() => undefined);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended.promise;
  });
  return { child, firstLine: line.promise, ended: ended.promise };
}

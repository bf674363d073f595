import type { ChildProcess } from 'node:child_process';

/** Resolves when the process is gone: with its exit status, or null when a signal ended it. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (status) => resolve(status));
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { classifyErrors } from './open-database.ts';
import { ProcessLock } from './process-lock.ts';

/** Lets one process at a time capture into a data folder. */
export class CaptureLock implements Disposable {
  readonly #lock: ProcessLock;

  private constructor(lock: ProcessLock) {
    this.#lock = lock;
  }

  /** @throws AppError `capture.already-running` when another process holds it; the message names its pid. */
  static acquire(dataDir: string): CaptureLock {
    const pidFile = join(dataDir, 'capture.pid');
    return classifyErrors(dataDir, () => {
      const lock = ProcessLock.tryAcquire(lockFile(dataDir));
      if (lock === undefined) throw alreadyRunning(dataDir, pidFile);
      try {
        writeFileSync(pidFile, `${String(process.pid)}\n`);
      } catch (error) {
        lock[Symbol.dispose]();
        throw error;
      }
      return new CaptureLock(lock);
    });
  }

  /** Whether some process captures into this folder now. Looks without taking the lock and without leaving a trace. */
  static isHeld(dataDir: string): boolean {
    return classifyErrors(dataDir, () => ProcessLock.isHeld(lockFile(dataDir)));
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'capture.lock');
}

function alreadyRunning(dataDir: string, pidFile: string): AppError {
  const pid = readPid(pidFile);
  const who = pid === undefined ? 'Another Hydrant' : `Another Hydrant (process ${pid})`;
  return new AppError('capture.already-running', `${who} already captures into ${dataDir}.`, {
    remedy: 'Use that one, stop it, or choose another folder with --data-dir.',
  });
}

function readPid(pidFile: string): string | undefined {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return undefined; // The lock was taken this very moment; its owner has not written the file yet.
  }
}

import { join } from 'node:path';
import { ProcessLock } from '../../store/process-lock.ts';

/**
 * Says to every process that this one runs the recurring exports of a store. undefined: another one says so already. Throws what SQLite
 * and the file system throw.
 */
export function claimSchedules(dataDir: string): Disposable | undefined {
  return ProcessLock.tryAcquire(lockFile(dataDir));
}

/** Whether some process runs the recurring exports of a store now. */
export function areSchedulesKept(dataDir: string): boolean {
  return ProcessLock.isHeld(lockFile(dataDir));
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'exports', 'schedules.lock');
}

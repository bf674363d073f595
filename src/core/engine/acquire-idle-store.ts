import { AppError } from '#contract/errors.ts';
import { CaptureLock } from '../store/capture-lock.ts';

/**
 * Keeps a store for a command that changes what a capture would be asked to change.
 * @param remedy - What can be done while a Hydrant captures.
 * @throws AppError `capture.elsewhere` while a Hydrant captures into this store.
 */
export function acquireIdleStore(dataDir: string, remedy: string): CaptureLock {
  try {
    return CaptureLock.acquire(dataDir);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'capture.already-running') throw error;
    throw new AppError('capture.elsewhere', error.message, { remedy, cause: error });
  }
}

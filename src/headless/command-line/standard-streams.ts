import { once } from 'node:events';
import { AppError } from '#contract/errors.ts';

/** Standard output was closed by its reader (`hydrant tail | head`): nothing more can be said, and nothing is wrong. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

let outputError: Error | undefined;

/** Makes a closed standard output or error an answer to the next write instead of a crash. Call once, first of all. */
export function guardStandardStreams(): void {
  process.stdout.on('error', (error) => {
    outputError ??= error;
  });
  // Whoever closed standard error does not want to read that it was closed.
  process.stderr.on('error', () => undefined);
}

/**
 * Writes to standard output and waits until its reader has room. Throws an OutputClosedError when the reader is gone,
 * otherwise an AppError (a full disk behind `> file`).
 */
export async function writeOutput(chunk: string | Uint8Array): Promise<void> {
  if (outputError !== undefined) throw asOutputError(outputError);
  const hasRoom = process.stdout.write(chunk);
  if (!hasRoom) {
    try {
      await once(process.stdout, 'drain');
    } catch (error) {
      throw asOutputError(error);
    }
  }
}

/** Resolves when all that was written has left the process. */
export async function flushOutput(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (outputError !== undefined || process.stdout.destroyed) resolve();
    else {
      process.stdout.write('', () => {
        resolve();
      });
    }
  });
  if (outputError !== undefined) throw asOutputError(outputError);
}

/** Resolves when all that was told on standard error has left the process, or nobody reads it. */
export async function flushErrors(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.stderr.destroyed) resolve();
    else {
      process.stderr.write('', () => {
        resolve();
      });
    }
  });
}

function asOutputError(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ECONNRESET') {
    return new OutputClosedError('Standard output was closed by its reader', { cause: error });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk.full', 'No space left to write standard output', {
      remedy: 'free some space and run it again',
      cause: error,
    });
  }
  return new AppError('file.failed', `Standard output cannot be written (${code})`, {
    remedy: 'send it elsewhere',
    cause: error,
  });
}

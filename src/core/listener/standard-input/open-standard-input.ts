import { createReadStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { ReadStream, isatty } from 'node:tty';
import { AppError } from '#contract/errors.ts';

let wasOpened = false;

/** The file descriptor of standard input, POSIX. */
export const STANDARD_INPUT = 0;

/**
 * What other programs, files or people write to this process, in any of its threads; `process.stdin` of a worker is another thing. Pipes are no
 * files here: a read of a file cannot be ended, and an empty pipe would keep the thread for ever. Its chunks have memory of their own.
 * @throws what the system says where standard input is closed; AppError `file.failed` the second time: then it is closed, or another file has its number.
 */
export function openStandardInput(): Readable {
  if (wasOpened) {
    throw new AppError('file.failed', 'Standard input was read already, and cannot be read again.', {
      remedy: 'Start Hydrant again with the program that writes.',
    });
  }
  wasOpened = true;
  const stats = fstatSync(STANDARD_INPUT);
  if (isatty(STANDARD_INPUT)) return new ReadStream(STANDARD_INPUT);
  if (stats.isFIFO() || stats.isSocket()) {
    return new Socket({ fd: STANDARD_INPUT, readable: true, writable: false });
  }
  return createReadStream('', { fd: STANDARD_INPUT, autoClose: false });
}

import { AppError } from '#contract/errors.ts';

/** Turns what the file system and the decompressors throw while a file is read into what its reader can act on. Everything else passes as it is. */
export function classifyReadError(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const options = { detail: { path }, cause: error };
  const code = String(error.code);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file.not-found', `There is no file ${path}.`, {
        ...options,
        remedy: 'Look at the path for a mistake.',
      });
    case 'EACCES':
    case 'EPERM':
      return new AppError('file.permission-denied', `No permission to read ${path}.`, {
        ...options,
        remedy: 'Copy the file to where you may read it, or let its owner give you the right.',
      });
    case 'EISDIR':
      return notAFile(path);
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return new AppError('file.not-found', `${path} leads to no file.`, options);
    default:
  }
  if (code.startsWith('Z_') || code.startsWith('ZSTD_')) return damagedCompression(path, error);
  return new AppError('file.failed', `Reading ${path} failed: ${error.message}.`, {
    ...options,
    remedy: 'Check the disk that it is on, and try again.',
  });
}

/** What is opened is a folder, a pipe or a device. */
export function notAFile(path: string): AppError {
  return new AppError('file.unknown-format', `${path} is no file.`, {
    remedy: 'Choose a file that Hydrant exported.',
    detail: { path },
  });
}

/** The decompressor cannot go on, or the file ends too early for it. */
export function damagedCompression(path: string, cause: unknown): AppError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new AppError('file.failed', `The compressed file ${path} is damaged or not complete${why}.`, {
    remedy: 'Copy it again from where it was made. The rows before the damage are shown.',
    detail: { path },
    cause,
  });
}

/** Something wrote to the file between its opening and the end of reading. */
export function changedWhileRead(path: string): AppError {
  return new AppError('file.failed', `${path} was written to while it was read.`, {
    remedy: 'Try again when nothing writes to it any more: what was read stays, and the rest is read.',
    detail: { path },
  });
}

import { dirname } from 'node:path';
import { AppError } from '#contract/errors.ts';

/**
 * Turns what the file system throws while an export is written into what its reader can act on. `path` is the file that
 * the user asked for, not its temporary name. Everything else passes as it is.
 */
export function classifyFileError(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const options = { detail: { path }, cause: error };
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk.full', `There is no space left to write ${path}.`, {
        ...options,
        remedy: 'Free some space or choose another place, then try again; nothing half-written was left.',
      });
    case 'EFBIG':
      return new AppError('file.failed', `${path} grew larger than its file system allows.`, {
        ...options,
        remedy: 'Split the export into several files (rows per file), or choose another place.',
      });
    case 'EACCES':
    case 'EPERM':
      return new AppError('file.permission-denied', `No permission to write ${path}.`, {
        ...options,
        remedy: 'Choose a folder that you may write to.',
      });
    case 'EROFS':
      return new AppError('file.permission-denied', `${path} is on a file system that is read-only.`, {
        ...options,
        remedy: 'Choose another place.',
      });
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file.not-found', `There is no folder ${dirname(path)}.`, {
        ...options,
        remedy: 'Make the folder first, or choose another one.',
      });
    case 'EEXIST':
      return new AppError('file.exists', `The file ${path} exists already.`, {
        ...options,
        remedy: 'Choose another name, or allow the export to replace it.',
      });
    case 'EISDIR':
      return new AppError('file.failed', `${path} is a folder.`, {
        ...options,
        remedy: 'Choose the name of a file.',
      });
    case 'ENAMETOOLONG':
      return new AppError('export.invalid', `The name ${path} is too long for its file system.`, {
        ...options,
        remedy: 'Choose a shorter name.',
      });
    default:
      return new AppError('file.failed', `Writing ${path} failed: ${error.message}.`, {
        ...options,
        remedy: 'Check the disk, or choose another place.',
      });
  }
}

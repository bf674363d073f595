import { AppError } from '#contract/errors.ts';

/** Nothing has this name: neither the log nor anything that was rotated away from it. */
export function fileNotThere(path: string): AppError {
  return new AppError('file.not-found', `There is no file ${path}.`, {
    remedy: 'It is read as soon as it is there. Look at the path for a mistake.',
    detail: { path },
  });
}

/** No format explains the lines of a file. */
export function unknownTextFormat(path: string): AppError {
  return new AppError('file.unknown-format', `${path} has lines that fit no format that Hydrant knows.`, {
    remedy:
      'Say how they are to be read with --log-format, for example --log-format "{time:%Y-%m-%d %H:%M:%S} {severity} {message}".',
    detail: { path },
  });
}

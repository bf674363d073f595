import { AppError } from '#contract/errors.ts';

/** What is said when someone asks for an entry that the store does not hold. */
export function entryNotFound(id: number): AppError {
  return new AppError('entry.not-found', `There is no entry ${String(id)} in the store (any more).`);
}

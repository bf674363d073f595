import { AppError, toWireError } from '#contract/errors.ts';

/** Anything thrown, as the failure that is told to the user. */
export function appErrorOf(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : AppError.fromWire(toWireError(thrown));
}

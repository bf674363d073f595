import { z } from 'zod';

/** Every operational failure that Hydrant tells a user about. Closed: a new failure is a new word here. */
export const ERROR_CODES = [
  'usage',
  'request.invalid',
  'method.unknown',
  'query.invalid',
  'entry.not-found',
  'savedQuery.exists',
  'savedQuery.not-found',
  'source.invalid',
  'source.permission-denied',
  'source.tool-missing',
  'source.not-found',
  'source.empty',
  'source.failed',
  'source.exists',
  'capture.already-running',
  'capture.elsewhere',
  'database.newer',
  'database.locked',
  'database.corrupt',
  'disk.full',
  'file.permission-denied',
  'file.not-found',
  'file.exists',
  'file.failed',
  'file.unknown-format',
  'export.not-found',
  'export.invalid',
  'export.unfinished',
  'export.interrupted',
  'schedule.exists',
  'schedule.not-found',
  'address.unavailable',
  'shell.unsupported',
  'connection.lost',
  'cancelled',
  'internal',
] as const;

export const errorCodeSchema = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** A failure as it crosses a border. `remedy` says what the reader can do; `detail` is for machines. */
export const wireErrorSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  remedy: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** An operational failure: what failed and on what (`message`), what to do (`remedy`), why (`cause`). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly detail: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { remedy?: string; detail?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.remedy = options.remedy;
    this.detail = options.detail;
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire.message, {
      ...(wire.remedy === undefined ? {} : { remedy: wire.remedy }),
      ...(wire.detail === undefined ? {} : { detail: wire.detail }),
    });
  }
}

/** Turns anything thrown into its wire form. What is no AppError is a bug and becomes `internal`. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof AppError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.remedy === undefined ? {} : { remedy: thrown.remedy }),
      ...(thrown.detail === undefined ? {} : { detail: thrown.detail }),
    };
  }
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'Cancelled.' };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: `Hydrant met a bug: ${message}` };
}

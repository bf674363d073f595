import type { ErrorCode } from '#contract/errors.ts';
import { AppError, toWireError } from '#contract/errors.ts';
import { OutputClosedError } from './standard-streams.ts';
import { visibleText } from '#core/queries/visible-text.ts';

/** The exit codes that scripts rely on. */
export const EXIT_CODE = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const WRONG_USAGE: readonly ErrorCode[] = ['usage', 'query.invalid', 'source.invalid', 'export.invalid'];

/** A failure with a code that elsewhere means wrong usage, where the command was written well: it ends with 1. */
export class CommandFailure extends AppError {
  constructor({ code, message, remedy, detail, cause }: AppError) {
    super(code, message, {
      ...(remedy === undefined ? {} : { remedy }),
      ...(detail === undefined ? {} : { detail }),
      cause,
    });
  }
}

/** Says on standard error, in one line, what failed, on what, and what to do; returns the exit code that goes with it. */
export function reportError(error: unknown): number {
  if (error instanceof OutputClosedError) return EXIT_CODE.done;
  const { code } = toWireError(error);
  if (code === 'cancelled') return EXIT_CODE.interrupted;
  process.stderr.write(`${errorLine(error)}\n`);
  if (code === 'internal' && error instanceof Error && process.env['HYDRANT_DEBUG'] !== undefined) {
    process.stderr.write(`${error.stack ?? ''}\n`);
  }
  if (error instanceof CommandFailure) return EXIT_CODE.failed;
  return WRONG_USAGE.includes(code) ? EXIT_CODE.usage : EXIT_CODE.failed;
}

/** `hydrant: what failed, on what: what to do`, on one line whatever the texts contain. */
export function errorLine(error: unknown): string {
  const { code, message, remedy } = toWireError(error);
  const advice = code === 'internal' ? 'run again with HYDRANT_DEBUG=1 and report what it prints' : remedy;
  return failureLine(message, advice);
}

/** As errorLine, for a failure that was told and not thrown. */
export function failureLine(message: string, remedy: string | undefined): string {
  const what = withoutFullStop(message);
  if (remedy === undefined) return visibleText(`hydrant: ${what}`);
  return visibleText(`hydrant: ${what}: ${withoutFullStop(continued(remedy))}`);
}

function withoutFullStop(text: string): string {
  return text.replace(/[.\s]+$/u, '');
}

/** A sentence as it goes on after a colon: in lower case, unless it begins with the product's name or a capital word. */
function continued(sentence: string): string {
  return /^(?!Hydrant\b)\p{Lu}\p{Ll}/u.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

/** A remark on standard error that is no failure. */
export function printNote(text: string): void {
  process.stderr.write(`hydrant: ${visibleText(text)}\n`);
}

import { AppError } from '#contract/errors.ts';
import { LOG_FORMAT_NAMES } from '#contract/log-format.ts';
import { compilePattern } from '../../parser/text-log/patterns/compile-pattern.ts';
import type { TextLogFormat } from './text-log-format.ts';

/** Why a text is no format, for people, and where in it; null: it as a whole. */
export interface LogFormatProblem {
  problem: string;
  at: number | null;
}

/** Reads a format of text logs as a user writes it: a name, or a pattern such as `{time:%y%m%d-%H%M%S} - {severity}: {message}`. */
export function readLogFormat(text: string): TextLogFormat | LogFormatProblem {
  const name = LOG_FORMAT_NAMES.find((one) => one === text);
  if (name !== undefined) return { name };
  if (!text.includes('{')) return { problem: 'it is no name of one and has no {time}', at: null };
  const pattern = compilePattern(text);
  return 'problem' in pattern ? pattern : { name: 'pattern', patterns: [text], knownSeveritiesOnly: false };
}

/** As readLogFormat. @throws AppError `source.invalid`, with the place in the pattern that means nothing. */
export function parseLogFormat(text: string): TextLogFormat {
  const read = readLogFormat(text);
  if (!('problem' in read)) return read;
  throw new AppError('source.invalid', `"${text}" is no format of a log: ${read.problem}.`, {
    remedy: `Use one of ${LOG_FORMAT_NAMES.join(', ')}, or a pattern such as "{time:%y%m%d-%H%M%S} - {severity}: {message}".`,
    ...(read.at === null ? {} : { detail: { position: read.at } }),
  });
}

/** A format as `readLogFormat` reads it; of several patterns the fullest. */
export function logFormatText(format: TextLogFormat): string {
  return format.name === 'pattern' ? (format.patterns[0] ?? '') : format.name;
}

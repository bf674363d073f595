import { AppError } from '#contract/errors.ts';
import { compilePattern } from '../../parser/text-log/patterns/compile-pattern.ts';
import type { NamedTextLogFormat, TextLogFormat } from './text-log-format.ts';

const NAMED: readonly NamedTextLogFormat[] = [
  'rfc5424',
  'rfc3164',
  'rsyslog',
  'access-log',
  'json-lines',
  'logfmt',
];

/**
 * A format of text logs as a user writes it: a name, or a pattern such as `{time:%y%m%d-%H%M%S} - {severity}: {message}`.
 * @throws AppError `source.invalid`, with the place in the pattern that means nothing.
 */
export function parseLogFormat(text: string): TextLogFormat {
  const name = NAMED.find((one) => one === text);
  if (name !== undefined) return { name };
  const pattern = text.includes('{') ? compilePattern(text) : undefined;
  if (pattern === undefined || 'problem' in pattern) {
    const why = pattern === undefined ? 'it is no name of one and has no {time}' : pattern.problem;
    throw new AppError('source.invalid', `"${text}" is no format of a log: ${why}.`, {
      remedy: `Use one of ${NAMED.join(', ')}, or a pattern such as "{time:%y%m%d-%H%M%S} - {severity}: {message}".`,
      ...(pattern === undefined ? {} : { detail: { position: pattern.at } }),
    });
  }
  return { name: 'pattern', patterns: [text], knownSeveritiesOnly: false };
}

import type { Severity } from '#contract/severity.ts';
import type { SeverityScale, SeverityWord } from '../../logic/severity-scale.ts';
import { SYSLOG_LEVELS } from '../../logic/syslog-levels.ts';

const DIGITS = /^\d{1,3}$/;
/** Of three digits. */
const LARGEST = 999;

/** pino's and bunyan's trace, debug, info, warn, error and fatal; levels of their own lie between. */
export const LOGGER_NUMBERS = numberScale(
  'logger-numbers',
  'the docs of pino and bunyan; a number between two of them stands for the lower one',
  [
    ['10', 7],
    ['20', 7],
    ['30', 6],
    ['40', 4],
    ['50', 3],
    ['60', 2],
  ],
  100,
);

/** NOTSET, DEBUG, INFO, WARNING, ERROR and CRITICAL of Python's `levelno`. */
export const PYTHON_LEVELS = numberScale(
  'python-levels',
  'docs.python.org, library/logging; a number between two of them stands for the lower one',
  [
    ['0', 7],
    ['10', 7],
    ['20', 6],
    ['30', 4],
    ['40', 3],
    ['50', 2],
  ],
  LARGEST,
);

/** OpenTelemetry's SeverityNumber, 1 to 24. */
export const OTEL_NUMBERS = numberScale(
  'opentelemetry-numbers',
  'OpenTelemetry, Logs Data Model, appendix B, its table for syslog; a number between two of them stands for the lower one',
  [
    ['1', 7],
    ['5', 7],
    ['9', 6],
    ['10', 5],
    ['13', 4],
    ['17', 3],
    ['18', 2],
    ['19', 1],
    ['21', 0],
  ],
  24,
);

/** A scale of numbers up to `largest`, in ascending order. */
function numberScale(
  name: SeverityScale['name'],
  reference: string,
  words: readonly SeverityWord[],
  largest: number,
): SeverityScale {
  // Each number is looked up once for each line of a log.
  const byNumber = Array.from(
    { length: largest + 1 },
    (_, number) => words.findLast(([raw]) => Number(raw) <= number)?.[1],
  );
  return {
    name,
    reference,
    words,
    severityOf: (text) => (DIGITS.test(text) ? byNumber[Number(text)] : undefined),
  };
}

const JSON_NUMBERS: readonly (Severity | undefined)[] = Array.from(
  { length: LARGEST + 1 },
  (_, number) => SYSLOG_LEVELS.severityOf(String(number)) ?? LOGGER_NUMBERS.severityOf(String(number)),
);

/** Where a number of a JSON log stands: 0 to 7 as in syslog (GELF), from 10 on as in LOGGER_NUMBERS. undefined: it is no severity. */
export function severityOfNumber(text: string): Severity | undefined {
  return DIGITS.test(text) ? JSON_NUMBERS[Number(text)] : undefined;
}

import { parseSeverity, type Severity } from '#contract/severity.ts';

const CRITICAL = 2;
const ERROR = 3;
const WARNING = 4;
const NOTICE = 5;
const INFO = 6;
const DEBUG = 7;

/**
 * Words of logging libraries and programs beside those of syslog. Sources: OpenTelemetry, "Logs Data Model", appendix B (log4j, zap,
 * java.util.logging); docs of log4j, zap (dpanic), logrus, slog, pino, winston (silly, verbose), Python's logging, PostgreSQL
 * (LOG, DETAIL, HINT), MySQL (Note), glog and MongoDB (one letter).
 */
const WORDS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['fatal', CRITICAL],
  ['dpanic', CRITICAL],
  ['f', CRITICAL],
  ['severe', ERROR],
  ['failure', ERROR],
  ['failed', ERROR],
  ['fail', ERROR],
  ['e', ERROR],
  ['w', WARNING],
  ['n', NOTICE],
  ['note', NOTICE],
  ['success', INFO],
  ['ok', INFO],
  ['log', INFO],
  ['inf', INFO],
  ['config', INFO],
  ['detail', INFO],
  ['hint', INFO],
  ['statement', INFO],
  ['context', INFO],
  ['system', INFO],
  ['i', INFO],
  ['trace', DEBUG],
  ['verbose', DEBUG],
  ['silly', DEBUG],
  ['fine', DEBUG],
  ['finer', DEBUG],
  ['finest', DEBUG],
  ['dbg', DEBUG],
  ['trc', DEBUG],
  ['wrn', WARNING],
  ['ftl', CRITICAL],
  ['d', DEBUG],
  ['v', DEBUG],
  ['t', DEBUG],
]);
/** Levels between the named ones: slog's `DEBUG-4` and `ERROR+2`, PostgreSQL's `DEBUG1`, MongoDB's `D2`. */
const NUMBERED = /^([a-z]+)(?:[+-]\d{1,4}|\d)$/;
const LONGEST_WORD = 13;

/** Where a word stands on the common scale, in any case. undefined: it is no severity. */
export function severityOfWord(word: string): Severity | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const lower = word.toLowerCase();
  const known = WORDS.get(lower) ?? parseSeverity(lower);
  if (known !== undefined) return known;
  const numbered = NUMBERED.exec(lower)?.[1];
  return numbered === undefined ? undefined : (WORDS.get(numbered) ?? parseSeverity(numbered));
}

/**
 * Where a number of a JSON log stands. 0 to 7 as in syslog (GELF); from 10 on as in pino and bunyan, whose own levels lie between:
 * 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. undefined: it is no severity.
 */
export function severityOfNumber(text: string): Severity | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const level = Number(text);
  if (level <= 7) return level;
  if (level < 10 || level > 100) return undefined;
  if (level < 30) return DEBUG;
  if (level < 40) return INFO;
  if (level < 50) return WARNING;
  return level < 60 ? ERROR : CRITICAL;
}

/** Where Python's `levelno` stands: 10 DEBUG, 20 INFO, 30 WARNING, 40 ERROR, 50 CRITICAL. Source: docs.python.org, library/logging. */
export function severityOfPythonLevel(text: string): Severity | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  return [DEBUG, DEBUG, INFO, WARNING, ERROR][Math.floor(Number(text) / 10)] ?? CRITICAL;
}

/** Where OpenTelemetry's SeverityNumber stands, by its table for syslog. undefined: not 1 to 24. */
export function severityOfOtelNumber(text: string): Severity | undefined {
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const number = Number(text);
  if (number < 1 || number > 24) return undefined;
  if (number >= 21) return 0;
  if (number >= 19) return 1;
  if (number === 18) return CRITICAL;
  if (number === 17) return ERROR;
  if (number >= 13) return WARNING;
  if (number >= 10) return NOTICE;
  return number === 9 ? INFO : DEBUG;
}

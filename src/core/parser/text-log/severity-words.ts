import { SEVERITY_WORDS, type Severity } from '#contract/severity.ts';
import type { SeverityScale, SeverityWord } from '../../logic/severity-scale.ts';

/**
 * Sources: OpenTelemetry, "Logs Data Model", appendix B (log4j, zap, java.util.logging); docs of log4j, zap (dpanic), logrus, slog, pino,
 * winston (silly, verbose), Python's logging, PostgreSQL (LOG, DETAIL, HINT), MySQL (Note), glog and MongoDB (one letter).
 */
const LIBRARY_WORDS: readonly SeverityWord[] = [
  ['fatal', 2],
  ['dpanic', 2],
  ['f', 2],
  ['ftl', 2],
  ['severe', 3],
  ['failure', 3],
  ['failed', 3],
  ['fail', 3],
  ['e', 3],
  ['w', 4],
  ['wrn', 4],
  ['n', 5],
  ['note', 5],
  ['success', 6],
  ['ok', 6],
  ['log', 6],
  ['inf', 6],
  ['config', 6],
  ['detail', 6],
  ['hint', 6],
  ['statement', 6],
  ['context', 6],
  ['system', 6],
  ['i', 6],
  ['trace', 7],
  ['verbose', 7],
  ['silly', 7],
  ['fine', 7],
  ['finer', 7],
  ['finest', 7],
  ['dbg', 7],
  ['trc', 7],
  ['d', 7],
  ['v', 7],
  ['t', 7],
];
const KNOWN = new Map<string, Severity>([...SEVERITY_WORDS, ...LIBRARY_WORDS]);
/** Levels between the named ones: slog's `DEBUG-4` and `ERROR+2`, PostgreSQL's `DEBUG1`, MongoDB's `D2`. */
const NUMBERED = /^([a-z]+)(?:[+-]\d{1,4}|\d)$/;
const LONGEST_WORD = 13;

/** Where a word stands on the common scale, in any case. undefined: it is no severity. */
export function severityOfWord(word: string): Severity | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const lower = word.trim().toLowerCase();
  const known = KNOWN.get(lower);
  if (known !== undefined) return known;
  const numbered = NUMBERED.exec(lower)?.[1];
  return numbered === undefined ? undefined : KNOWN.get(numbered);
}

/** The eight names and their short forms, and after them the words of logging libraries and programs. */
export const LOG_WORDS: SeverityScale = {
  name: 'log-words',
  reference:
    'syslog(3); OpenTelemetry, Logs Data Model, appendix B; the docs of those libraries and programs',
  words: [...KNOWN].toSorted(([, one], [, other]) => one - other),
  severityOf: severityOfWord,
};

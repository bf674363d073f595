import type { SourceFormat } from '#contract/log-format.ts';
import type {
  EntryOrder,
  NamedTextLogFormat,
  TextLogFormat,
} from '../../../listener/text-log/text-log-format.ts';
import { createLineFormat } from '../create-line-format.ts';
import { APPLICATION_PATTERNS } from '../patterns/application-patterns.ts';
import { leadOfPattern } from '../patterns/lead-of-pattern.ts';
import { describeDetection } from './describe-detection.ts';
import { sampleLines, type SampleLine } from './sample-lines.ts';
import { scoreFormat, type FormatScore } from './score-format.ts';

/** `certain`: (nearly) every line fits, and there are enough of them. */
export type Certainty = NonNullable<SourceFormat['certainty']>;

/** How a text log is to be read, how sure that is, and what it was concluded from. */
export interface DetectedTextLog {
  format: TextLogFormat;
  certainty: Certainty;
  order: EntryOrder;
  /** Of the lines that were looked at. */
  seen: FormatScore;
  /** What was seen, for people: one sentence each. */
  findings: readonly string[];
  /** Other formats that explain lines, best first, with their scores. */
  alternatives: readonly { format: TextLogFormat; score: number }[];
}

interface Candidate {
  format: TextLogFormat;
  seen: FormatScore;
  /** The candidate with the highest is taken. */
  rank: number;
}

/** So many lines are looked at. */
const MAX_LINES = 1000;
/** Fewer lines than that can fit by chance. */
const ENOUGH_BEGINNINGS = 3;
const CERTAIN_SCORE = 0.95;
const LIKELY_SCORE = 0.6;
/** Below that nothing was detected. */
const LEAST_SCORE = 0.2;
const MAX_ALTERNATIVES = 3;
/** Two entries out of order are no order. */
const LEAST_STEPS = 2;
/**
 * What counts how much. A pattern with a severity in every line is as good as a format of its own, and in a quarter of the lines better
 * than one without severities.
 */
const LINES_RANK = 20;
const TIMES_RANK = 3;
const TELLING_RANK = 8;
const PLAIN_RANK = 4;
const OWN_RANK = 2;
const SEVERITIES_RANK = 6;
/** The more telling first: what a line of one fits is rarely a line of one before it by chance. */
const NAMED: readonly NamedTextLogFormat[] = [
  'rfc5424',
  'json-lines',
  'access-log',
  'logfmt',
  'rfc3164',
  'rsyslog',
];
/** Formats of which `host` and `tag:` would fit lines of applications, too. */
const PLAIN: ReadonlySet<string> = new Set(['rsyslog', 'rfc3164']);

/**
 * Tells the format of a text log by its first lines.
 * @param sample - The first bytes of the file, decompressed; 64 KiB are plenty. @returns undefined: no format explains its lines.
 */
export function detectTextLog(sample: Buffer): DetectedTextLog | undefined {
  const lines = sampleLines(sample, MAX_LINES);
  const candidates = [
    ...NAMED.map((name) => candidateOf({ name }, lines)),
    ...APPLICATION_PATTERNS.map(({ pattern }) => patternCandidate(pattern, lines)),
  ].filter(({ seen }) => seen.score >= LEAST_SCORE);
  // toSorted keeps the order of equals, which is the order of NAMED and of the patterns.
  const [best, ...others] = candidates.toSorted((a, b) => b.rank - a.rank);
  if (best === undefined) return undefined;
  const { format, seen } = best;
  const isNewestFirst = seen.stepsBack >= LEAST_STEPS && seen.stepsBack > seen.stepsForward * 3;
  const order: EntryOrder = isNewestFirst ? 'newest-first' : 'oldest-first';
  return {
    format,
    seen,
    certainty: certaintyOf(seen),
    order,
    findings: describeDetection(format, seen, order),
    alternatives: others
      .slice(0, MAX_ALTERNATIVES)
      .map((other) => ({ format: other.format, score: other.seen.score })),
  };
}

/** Lines count most. Of formats that explain equally many, one tells more that finds times, and severities or what only it has. */
function candidateOf(format: { name: NamedTextLogFormat }, lines: readonly SampleLine[]): Candidate {
  const seen = scoreFormat(createLineFormat(format), lines);
  const isPlain = PLAIN.has(format.name);
  const looks = isPlain ? PLAIN_RANK * shareOf(seen.identifiers, seen) : TELLING_RANK;
  return { format, seen, rank: LINES_RANK * seen.score + TIMES_RANK * shareOf(seen.times, seen) + looks };
}

/**
 * Applications leave the severity out here and there: lines that have the same beginning and the same time are entries, too. The more
 * lines fit the pattern itself, the better it is.
 */
function patternCandidate(pattern: string, lines: readonly SampleLine[]): Candidate {
  const alone = scoreFormat(createLineFormat(patternFormat([pattern])), lines);
  const plainer = leadOfPattern(pattern);
  const isEmpty = alone.beginnings === 0 || plainer === undefined || plainer === pattern;
  const format = patternFormat(isEmpty ? [pattern] : [pattern, plainer]);
  const seen = isEmpty ? alone : scoreFormat(createLineFormat(format), lines);
  const rank =
    LINES_RANK * seen.score +
    TIMES_RANK * shareOf(seen.times, seen) +
    OWN_RANK * shareOf(alone.beginnings, seen) +
    SEVERITIES_RANK * shareOf(seen.severities, seen);
  return { format, seen, rank };
}

function shareOf(entries: number, { beginnings }: FormatScore): number {
  return beginnings === 0 ? 0 : entries / beginnings;
}

function patternFormat(patterns: readonly string[]): TextLogFormat {
  return { name: 'pattern', patterns, knownSeveritiesOnly: true };
}

function certaintyOf({ score, beginnings, times }: FormatScore): Certainty {
  const areTimed = times >= beginnings / 2;
  if (score >= CERTAIN_SCORE && beginnings >= ENOUGH_BEGINNINGS && areTimed) return 'certain';
  return score >= LIKELY_SCORE && areTimed ? 'likely' : 'unsure';
}

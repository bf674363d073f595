import { AppError } from '#contract/errors.ts';
import type { FormatSample, FormatTrial, TriedLine } from '#contract/log-format.ts';
import { logFormatText, parseLogFormat, readLogFormat } from '../listener/text-log/parse-log-format.ts';
import { formatWords } from '../parser/text-log/detection/describe-detection.ts';
import { detectTextLog, type DetectedTextLog } from '../parser/text-log/detection/detect-text-log.ts';
import { sourceFormatOf } from '../parser/text-log/detection/source-format-of.ts';
import {
  tryFormat,
  type TriedFormat,
  type TriedLine as TriedSampleLine,
} from '../parser/text-log/detection/try-format.ts';
import { sampleLines } from '../parser/text-log/detection/sample-lines.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import { readFormatSample } from './read-format-sample.ts';

const MAX_LINES = 200;
/** A longer text of a line tells no more of how it is read. */
const MAX_TEXT = 500;
const MAX_FIELDS = 20;

/**
 * Tries a format on the first and last lines of a source or a file, or on what is in quarantine, and changes nothing.
 * @param text - As `--log-format`; null: as the lines tell.
 * @throws AppError `cancelled`, `source.invalid` when the source is no text log, and as readLogSample.
 */
export function tryLogFormat(
  database: ReadableDatabase,
  sample: FormatSample,
  text: string | null,
  isCancelled: () => boolean,
): FormatTrial {
  const said = text === null ? undefined : readLogFormat(text);
  if (said !== undefined && 'problem' in said) {
    return { ...NOTHING, problem: { message: said.problem, at: said.at } };
  }
  const { head, tail, modifiedUnixUs } = readFormatSample(database, sample);
  const detected = said === undefined ? detectTextLog(head) : undefined;
  const format = said ?? usableFormat(detected, sample);
  if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
  if (format === undefined) return { ...NOTHING, lines: unknownLines(head) };
  const file = {
    order: detected?.order ?? ('oldest-first' as const),
    modifiedUnixUs,
    lastEntryUnixUs: null,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const first = tryFormat(head, format, MAX_LINES, file);
  if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
  const last = tryFormat(tail, format, MAX_LINES, file);
  return {
    problem: null,
    format: sourceFormatOf(format, detected?.certainty ?? null),
    findings: [...(detected?.findings ?? [])],
    alternatives: alternativesOf(detected),
    entries: first.seen.beginnings + last.seen.beginnings,
    furtherLines: first.seen.furtherLines + last.seen.furtherLines,
    strangeLines: first.seen.strangeLines + last.seen.strangeLines,
    lines: [...shownLines(first, false), ...shownLines(last, true)],
  };
}

/** What is in quarantine is tried again with a format as it is written: that is the one to try. */
function usableFormat(
  detected: DetectedTextLog | undefined,
  { of }: FormatSample,
): DetectedTextLog['format'] | undefined {
  return detected === undefined || of !== 'quarantine'
    ? detected?.format
    : parseLogFormat(logFormatText(detected.format));
}

const NOTHING: FormatTrial = {
  problem: null,
  format: null,
  findings: [],
  alternatives: [],
  entries: 0,
  furtherLines: 0,
  strangeLines: 0,
  lines: [],
};

function alternativesOf(detected: DetectedTextLog | undefined): FormatTrial['alternatives'] {
  return (detected?.alternatives ?? []).map(({ format }) => ({
    format: logFormatText(format),
    words: formatWords(format),
  }));
}

/** Of lines that no format explains. */
function unknownLines(head: Buffer): TriedLine[] {
  return sampleLines(head, MAX_LINES).map(({ number, text }) => ({
    number,
    text: cut(text),
    reading: { kind: 'strange', reason: null, at: null },
  }));
}

function shownLines({ lines }: TriedFormat, isTail: boolean): TriedLine[] {
  return lines.map((tried) => ({
    number: isTail ? null : tried.line.number,
    text: cut(tried.line.text),
    reading: shownReading(tried),
  }));
}

function shownReading({ reading, isFurther }: TriedSampleLine): TriedLine['reading'] {
  if (reading.kind === 'unreadable') return { kind: 'strange', reason: reading.reason, at: null };
  if (reading.kind === 'continues') {
    if (isFurther) return { kind: 'further' };
    const { stop } = reading;
    return {
      kind: 'strange',
      reason: stop?.reason ?? null,
      at: stop === null ? null : Math.min(stop.at, MAX_TEXT),
    };
  }
  const { heading } = reading;
  return {
    kind: 'entry',
    timeUnixUs: heading.timeUnixUs,
    severity: heading.severity,
    rawSeverity: cut(heading.statedSeverity),
    host: cut(heading.host),
    unit: cut(heading.unit),
    identifier: cut(heading.identifier),
    pid: cut(heading.pid),
    message: heading.message === null ? null : cut(heading.message),
    fields: heading.fields
      .slice(0, MAX_FIELDS)
      .map(({ name, value }) => ({ name: cut(name), value: cut(value) })),
  };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT).toWellFormed()}…` : text.toWellFormed();
}

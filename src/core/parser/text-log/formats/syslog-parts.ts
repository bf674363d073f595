import { SYSLOG_LEVELS } from '../../../logic/syslog-levels.ts';
import type { EntryHeading } from '../entry-heading.ts';
import { countDigits, readDigits } from '../times/read-digits.ts';

const BLANK = 32;
const LESS_THAN = 60;
const GT = 62;
const COLON = 58;
const BRACKET = 91;
/** 23 facilities and 7. Source: RFC 5424 section 6.2.1. */
const LARGEST_PRI = 191;
/** What rsyslog writes for a PRI above that; the recorded files have one. */
const INVALID_PRI = '<invld>';
/** RFC 3164 allows 32 letters; programs take more, paths included. */
const LONGEST_TAG = 128;

/** Reads `<PRI>` at the beginning of a line into severity and facility. @returns Where it ends; 0: there is none. */
export function readPri(line: string, heading: EntryHeading): number {
  if (line.charCodeAt(0) !== LESS_THAN) return 0;
  if (line.startsWith(INVALID_PRI)) {
    heading.statedSeverity = INVALID_PRI.slice(1, -1);
    return INVALID_PRI.length;
  }
  const digits = countDigits(line, 1);
  if (digits < 1 || digits > 3 || line.charCodeAt(1 + digits) !== GT) return 0;
  const pri = readDigits(line, 1, digits);
  if (pri > LARGEST_PRI) return 0;
  heading.severity = pri & 7;
  heading.impliedSeverity = LEVELS[pri & 7] ?? '';
  heading.addField('SYSLOG_FACILITY', FACILITIES[pri >> 3] ?? '', true);
  return digits + 2;
}

const LEVELS = SYSLOG_LEVELS.words.map(([level]) => level);
const FACILITIES = Array.from({ length: 24 }, (_, facility) => String(facility));

/**
 * Reads `TAG[PID]: ` or `TAG: ` at `at` into identifier and pid. @returns Where the message begins; -1: there is none.
 */
export function readTag(line: string, at: number, heading: EntryHeading): number {
  let end = at;
  const limit = Math.min(line.length, at + LONGEST_TAG);
  for (; end < limit; end += 1) {
    const code = line.charCodeAt(end);
    if (code === COLON || code === BRACKET || code <= BLANK) break;
  }
  // `host : message` has an empty tag.
  if (end === line.length || (end === at && line.charCodeAt(at + 1) !== BLANK)) return -1;
  let afterTag = end;
  let pid = '';
  if (line.charCodeAt(end) === BRACKET) {
    const close = line.indexOf(']', end);
    if (close < 0 || close - end > LONGEST_TAG || line.slice(end, close).includes(' ')) return -1;
    pid = line.slice(end + 1, close);
    afterTag = close + 1;
  }
  if (line.charCodeAt(afterTag) !== COLON) return -1;
  // `a::b` and `http://…` are no tags.
  const next = line.charCodeAt(afterTag + 1);
  if (next !== BLANK && afterTag + 1 < line.length && pid === '') return -1;
  heading.identifier = line.slice(at, end);
  heading.pid = pid;
  return next === BLANK ? afterTag + 2 : afterTag + 1;
}

/** Reads what follows the time in the formats of BSD and of rsyslog's files: host, tag, message, each of which can be missing. */
export function readHostAndTag(line: string, at: number, heading: EntryHeading): void {
  const start = line.charCodeAt(at) === BLANK ? at + 1 : at;
  heading.messageStart = start;
  // Without a host the tag comes first.
  const untagged = readTag(line, start, heading);
  if (untagged >= 0) {
    heading.messageStart = untagged;
    return;
  }
  const hostEnd = line.indexOf(' ', start);
  if (hostEnd <= start) return;
  heading.host = line.slice(start, hostEnd);
  // Two blanks are a host and a message that begins with one.
  const message = readTag(line, hostEnd + 1, heading);
  heading.messageStart = message < 0 ? hostEnd + 1 : message;
}

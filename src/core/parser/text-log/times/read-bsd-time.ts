import { isDigit, readDigits } from './read-digits.ts';
import { readTimeOfDay, readZone } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

const BLANK = 32;
const COLON = 58;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONGEST_ZONE = 5;

/** The number of the month whose English name begins at `at`, by its first three letters; 0: none does. */
export function readMonth(text: string, at: number): number {
  const first = text.charCodeAt(at) | 32;
  // Most lines that are no such time end here.
  if (first < 97 || first > 115) return 0;
  return MONTHS.indexOf(text.slice(at, at + 3).toLowerCase()) + 1;
}

/**
 * Reads a time such as `Nov 22 09:34:25` or `Nov  2 09:34:25.123` at `at`, as in RFC 3164 section 4.1.2, and what devices make of it: a
 * year behind the day or behind the time, a zone behind the time (`CST 1987`, as in its section 5.4), a colon at the end (Cisco).
 * @returns Where it ends; -1: there is none.
 */
export function readBsdTime(text: string, at: number, time: WrittenTime): number {
  const month = readMonth(text, at);
  if (month === 0 || text.charCodeAt(at + 3) !== BLANK) return -1;
  time.clear();
  time.month = month;
  let end = readDay(text, at + 4, time);
  if (end < 0) return -1;
  end = readYear(text, end, time);
  if (text.charCodeAt(end) !== BLANK) return -1;
  end = readTimeOfDay(text, end + 1, time);
  if (end < 0) return -1;
  if (time.year === 0) end = readZoneAndYear(text, end, time);
  if (!time.isPossible) return -1;
  time.text = text.slice(at, end);
  return text.charCodeAt(end) === COLON ? end + 1 : end;
}

/** One digit, one behind a blank, or two. */
function readDay(text: string, at: number, time: WrittenTime): number {
  const start = text.charCodeAt(at) === BLANK ? at + 1 : at;
  const digits = isDigit(text.charCodeAt(start + 1)) ? 2 : 1;
  time.day = readDigits(text, start, digits);
  return time.day < 1 ? -1 : start + digits;
}

function readYear(text: string, at: number, time: WrittenTime): number {
  if (text.charCodeAt(at) !== BLANK || text.charCodeAt(at + 5) !== BLANK) return at;
  const year = readDigits(text, at + 1, 4);
  if (year < 1) return at;
  time.year = year;
  return at + 5;
}

/** ` 1987`, ` CST 1987` or ` +0100 2026` behind the time of day. The letters of a zone other than UTC say too little to count with. */
function readZoneAndYear(text: string, at: number, time: WrittenTime): number {
  let end = at;
  let { offsetMinutes } = time;
  const afterZone = readZone(text, at, time);
  if (afterZone > at) {
    ({ offsetMinutes } = time);
    end = afterZone;
  } else if (text.charCodeAt(at) === BLANK) {
    let letters = at + 1;
    while (isCapital(text.charCodeAt(letters)) && letters - at <= LONGEST_ZONE) letters += 1;
    if (letters > at + 3) end = letters;
  }
  const withYear = readYear(`${text.slice(end, end + 5)} `, 0, time);
  const isWhole = withYear > 0 && !isDigit(text.charCodeAt(end + 5));
  if (isWhole) {
    time.saysMore = afterZone === at && end > at;
    return end + 5;
  }
  time.year = 0;
  // Without a year the letters are a host, but an offset is an offset.
  time.offsetMinutes = offsetMinutes;
  return afterZone > at ? afterZone : at;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

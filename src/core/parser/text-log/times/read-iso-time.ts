import { countDigits, isDigit, readDigits } from './read-digits.ts';
import type { WrittenTime } from './written-time.ts';

const BLANK = 32;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const PLUS = 43;
const BIG_T = 84;
const SMALL_T = 116;
const BIG_Z = 90;
const SMALL_Z = 122;
/** Clocks are at most 14 hours ahead; `-2026` is no zone. */
const MAX_OFFSET_MINUTES = 18 * 60;

/**
 * Reads a time such as `2026-11-22T10:15:00.123456+01:00` at `at`: RFC 3339, and what logs make of it: a blank instead of T, a comma
 * before the fraction, slashes or dots in the date, no seconds' fraction, no zone, a blank before the zone, `UTC` or `GMT`.
 * @returns Where it ends; -1: there is none.
 */
export function readIsoTime(text: string, at: number, time: WrittenTime): number {
  const separator = text.charCodeAt(at + 4);
  if (separator !== DASH && separator !== SLASH && separator !== DOT) return -1;
  if (text.charCodeAt(at + 7) !== separator) return -1;
  const between = text.charCodeAt(at + 10);
  if (between !== BIG_T && between !== BLANK && between !== SMALL_T) return -1;
  time.clear();
  time.year = readDigits(text, at, 4);
  time.month = readDigits(text, at + 5, 2);
  time.day = readDigits(text, at + 8, 2);
  if (time.year < 1) return -1;
  let end = readTimeOfDay(text, at + 11, time);
  if (end < 0) return -1;
  end = readZone(text, end, time);
  if (!time.isPossible) return -1;
  time.text = text.slice(at, end);
  return end;
}

/** Reads `10:15:00` with or without a fraction. @returns Where it ends; -1: there is none. */
export function readTimeOfDay(text: string, at: number, time: WrittenTime): number {
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  time.hour = readDigits(text, at, 2);
  time.minute = readDigits(text, at + 3, 2);
  time.second = readDigits(text, at + 6, 2);
  if (time.hour < 0 || time.minute < 0 || time.second < 0 || isDigit(text.charCodeAt(at + 8))) return -1;
  const mark = text.charCodeAt(at + 8);
  return mark === DOT || mark === COMMA ? readFraction(text, at + 8, time) : at + 8;
}

/** Reads the digits behind the mark at `at`. Returns `at` when there are none: then the mark is none of the time. */
export function readFraction(text: string, at: number, time: WrittenTime): number {
  const digits = countDigits(text, at + 1);
  if (digits === 0) return at;
  const counted = Math.min(digits, 6);
  time.microseconds = readDigits(text, at + 1, counted) * 10 ** (6 - counted);
  for (let index = at + 7; index < at + 1 + digits; index += 1) {
    if (text[index] !== '0') time.saysMore = true;
  }
  return at + 1 + digits;
}

/** Reads a zone at `at`, or behind one blank; returns `at` when there is none. */
export function readZone(text: string, at: number, time: WrittenTime): number {
  const start = text.charCodeAt(at) === BLANK ? at + 1 : at;
  const mark = text.charCodeAt(start);
  if ((mark === BIG_Z || mark === SMALL_Z) && !isWord(text.charCodeAt(start + 1))) {
    time.offsetMinutes = 0;
    return start + 1;
  }
  if (text.startsWith('UTC', start) || text.startsWith('GMT', start)) {
    if (isWord(text.charCodeAt(start + 3))) return at;
    time.offsetMinutes = 0;
    return start + 3;
  }
  if (mark !== PLUS && mark !== DASH) return at;
  const hours = readDigits(text, start + 1, 2);
  if (hours < 0) return at;
  const hasColon = text.charCodeAt(start + 3) === COLON;
  const minutesAt = hasColon ? start + 4 : start + 3;
  const written = readDigits(text, minutesAt, 2);
  const end = written < 0 ? start + 3 : minutesAt + 2;
  // `+01` alone is a zone, `-01x` and `-2026` are what follows the time.
  if (isWord(text.charCodeAt(end)) || (written < 0 && hasColon)) return at;
  const minutes = hours * 60 + Math.max(0, written);
  if (minutes > MAX_OFFSET_MINUTES || written > 59) return at;
  time.offsetMinutes = mark === DASH ? -minutes : minutes;
  return end;
}

/** A letter or a digit of ASCII. */
function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

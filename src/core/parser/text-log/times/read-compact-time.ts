import { countDigits, readDigits } from './read-digits.ts';
import { readFraction, readTimeOfDay, readZone } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

const SEPARATORS = new Set(['-', '_', 'T', ' ']);
const COLON = 58;
const DOT = 46;
const COMMA = 44;

/**
 * Reads a date without separators at `at` and the time of day behind it: `210507-162254`, `20261122T101500Z`, `20261122 10:15:00,123`. Six
 * digits are year, month and day of this century.
 * @returns Where it ends; -1: there is none.
 */
export function readCompactTime(text: string, at: number, time: WrittenTime): number {
  const dateDigits = countDigits(text, at);
  if (dateDigits !== 6 && dateDigits !== 8) return -1;
  const yearDigits = dateDigits - 4;
  const clockAt = at + dateDigits + 1;
  if (!SEPARATORS.has(text[clockAt - 1] ?? '')) return -1;
  time.clear();
  const year = readDigits(text, at, yearDigits);
  time.year = yearDigits === 2 ? 2000 + year : year;
  time.month = readDigits(text, at + yearDigits, 2);
  time.day = readDigits(text, at + yearDigits + 2, 2);
  let end =
    text.charCodeAt(clockAt + 2) === COLON
      ? readTimeOfDay(text, clockAt, time)
      : readClock(text, clockAt, time);
  if (end < 0 || time.year === 0) return -1;
  end = readZone(text, end, time);
  if (!time.isPossible) return -1;
  time.text = text.slice(at, end);
  return end;
}

/** Six digits, and a fraction. */
function readClock(text: string, at: number, time: WrittenTime): number {
  if (countDigits(text, at) !== 6) return -1;
  time.hour = readDigits(text, at, 2);
  time.minute = readDigits(text, at + 2, 2);
  time.second = readDigits(text, at + 4, 2);
  const mark = text.charCodeAt(at + 6);
  return mark === DOT || mark === COMMA ? readFraction(text, at + 6, time) : at + 6;
}

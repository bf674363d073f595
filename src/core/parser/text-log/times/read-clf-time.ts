import { readMonth } from './read-bsd-time.ts';
import { readDigits } from './read-digits.ts';
import { readTimeOfDay, readZone } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

const BLANK = 32;
const DASH = 45;
const SLASH = 47;
const COLON = 58;

/**
 * Reads a time of the Common Log Format at `at`: `22/Nov/2026:10:15:00 +0100`; and its likes, `22-Nov-2026 10:15:00.123` (Tomcat) and
 * `22 Nov 2026 10:15:00.123` (Redis). Source: httpd.apache.org, mod_log_config, `%t`.
 * @returns Where it ends; -1: there is none.
 */
export function readClfTime(text: string, at: number, time: WrittenTime): number {
  const separator = text.charCodeAt(at + 2);
  if (separator !== SLASH && separator !== DASH && separator !== BLANK) return -1;
  if (text.charCodeAt(at + 6) !== separator) return -1;
  time.clear();
  time.day = readDigits(text, at, 2);
  time.month = readMonth(text, at + 3);
  time.year = readDigits(text, at + 7, 4);
  const between = text.charCodeAt(at + 11);
  if (time.year < 1 || (between !== COLON && between !== BLANK)) return -1;
  const clockEnd = readTimeOfDay(text, at + 12, time);
  if (clockEnd < 0) return -1;
  const end = readZone(text, clockEnd, time);
  if (!time.isPossible) return -1;
  time.text = text.slice(at, end);
  return end;
}

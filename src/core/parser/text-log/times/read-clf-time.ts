import { readMonth } from './read-bsd-time.ts';
import { readDigits } from './read-digits.ts';
import { readTimeOfDay, readZone } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

const SLASH = 47;
const COLON = 58;

/**
 * Reads a time of the Common Log Format at `at`: `22/Nov/2026:10:15:00 +0100`. Source: httpd.apache.org, mod_log_config, `%t`.
 * @returns Where it ends; -1: there is none.
 */
export function readClfTime(text: string, at: number, time: WrittenTime): number {
  if (text.charCodeAt(at + 2) !== SLASH || text.charCodeAt(at + 6) !== SLASH) return -1;
  time.clear();
  time.day = readDigits(text, at, 2);
  time.month = readMonth(text, at + 3);
  time.year = readDigits(text, at + 7, 4);
  if (time.year < 1 || text.charCodeAt(at + 11) !== COLON) return -1;
  const clockEnd = readTimeOfDay(text, at + 12, time);
  if (clockEnd < 0) return -1;
  const end = readZone(text, clockEnd, time);
  if (!time.isPossible) return -1;
  time.text = text.slice(at, end);
  return end;
}

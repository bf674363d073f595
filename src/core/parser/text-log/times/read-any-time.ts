import { readBsdTime } from './read-bsd-time.ts';
import { readClfTime } from './read-clf-time.ts';
import { readCompactTime } from './read-compact-time.ts';
import { readIsoTime } from './read-iso-time.ts';
import type { WrittenTime } from './written-time.ts';

/**
 * Reads a time in one of the forms that need no description, at `at`: ISO 8601 and its like, BSD syslog's, digits
 * alone such as `210507-162254`, the Common Log Format's. -1: none.
 */
export function readAnyTime(text: string, at: number, time: WrittenTime): number {
  const iso = readIsoTime(text, at, time);
  if (iso >= 0) return iso;
  const bsd = readBsdTime(text, at, time);
  if (bsd >= 0) return bsd;
  const compact = readCompactTime(text, at, time);
  return compact >= 0 ? compact : readClfTime(text, at, time);
}

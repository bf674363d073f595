import { isZonelessTime, parseExportedTime } from '../exported-file/exported-time.ts';

const DATED = /^\d{4}-/;

/**
 * Reads a SystemTime, such as `2026-03-16T15:49:02.0784174Z`: with seven or nine digits of a second, and UTC even where it does not say so.
 * @returns microseconds since 1970; -1: it is no time, or not between 1970 and 2112.
 */
export function parseSystemTime(text: string): number {
  if (!DATED.test(text)) return -1;
  return parseExportedTime(isZonelessTime(text) ? `${text}Z` : text);
}

import { isZonelessTime, parseExportedTime } from '../exported-file/exported-time.ts';
import { FIXED_TIME_SIZE, FixedTimeReader, readDigits } from '../fixed-time.ts';

const LETTER_Z = 0x5a;
const DATED = /^\d{4}-/;

/** Reads SystemTime of events: `2026-03-16T15:49:02.0784174Z`, with seven or nine digits of a second. */
export class SystemTimeReader {
  readonly #fixed = new FixedTimeReader();

  /**
   * Reads `bytes[start, end)`, which is UTC even where it does not say so. Digits beyond microseconds are left out.
   * @returns microseconds since 1970; -1: it is no time, or not between 1970 and 2112.
   */
  read(bytes: Buffer, start: number, end: number): number {
    const digits = end - 1 - start - FIXED_TIME_SIZE;
    if (digits >= 0 && digits < 4 && bytes[end - 1] === LETTER_Z) {
      const unixUs = this.#fixed.read(bytes, start);
      if (unixUs >= 0 && readDigits(bytes, start + FIXED_TIME_SIZE, digits) >= 0) return unixUs;
    }
    return parseSystemTime(bytes.toString('latin1', start, end));
  }
}

/** The same, of text. */
export function parseSystemTime(text: string): number {
  if (!DATED.test(text)) return -1;
  return parseExportedTime(isZonelessTime(text) ? `${text}Z` : text);
}

import { isZonelessTime, parseExportedTime } from '../exported-file/exported-time.ts';
import { FIXED_TIME_SIZE, FixedTimeReader, readDigits } from '../fixed-time.ts';

/** `2026-10-01 15:22:35.466137+0000` */
const USUAL_SIZE = FIXED_TIME_SIZE + 5;
const PLUS = 0x2b;
const MINUS = 0x2d;
/** As text, it must be a date; `parseExportedTime` reads bare seconds as well. */
const DATED = /^\d{4}-/;

/** Reads the times of macOS' log. */
export class MacosTimeReader {
  /** The text was in the usual form and in UTC, so that the microseconds say all of it. */
  isPlain = false;
  readonly #fixed = new FixedTimeReader();

  /**
   * Reads `bytes[start, end)`: a date, a blank, a time with fractions and an offset without colon.
   * @returns microseconds since 1970; -1: it is no time, says no zone, or is not between 1970 and 2112.
   */
  read(bytes: Buffer, start: number, end: number): number {
    const unixUs = end - start === USUAL_SIZE ? this.#readUsual(bytes, start) : -1;
    if (unixUs >= 0) return unixUs;
    this.isPlain = false;
    const text = bytes.toString('latin1', start, end);
    return DATED.test(text) && !isZonelessTime(text) ? parseExportedTime(text) : -1;
  }

  #readUsual(bytes: Buffer, at: number): number {
    const utc = this.#fixed.read(bytes, at);
    const sign = bytes[at + FIXED_TIME_SIZE];
    const hours = readDigits(bytes, at + FIXED_TIME_SIZE + 1, 2);
    const minutes = readDigits(bytes, at + FIXED_TIME_SIZE + 3, 2);
    if (utc < 0 || hours < 0 || minutes < 0 || (sign !== PLUS && sign !== MINUS)) return -1;
    const offsetSeconds = (hours * 60 + minutes) * (sign === MINUS ? -60 : 60);
    this.isPlain = offsetSeconds === 0 && sign === PLUS && bytes[at + 10] === 0x20;
    return utc - offsetSeconds * 1_000_000;
  }
}

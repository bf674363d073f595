import { isZonelessTime, parseExportedTime } from '../exported-file/exported-time.ts';

/** `2026-10-01 15:22:35.466137+0000` */
const USUAL_SIZE = 31;
const SECONDS_OF_DAY = 86_400;
/** As text, it must be a date; `parseExportedTime` reads bare seconds as well. */
const DATED = /^\d{4}-/;

/** Reads the times of macOS' log. The day is remembered: neighbours share it. */
export class MacosTimeReader {
  /** The text was in the usual form and in UTC, so that the microseconds say all of it. */
  isPlain = false;
  #day = -1;
  #dayUnixSeconds = 0;

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
    const isShaped =
      bytes[at + 4] === 0x2d &&
      bytes[at + 7] === 0x2d &&
      bytes[at + 10] === 0x20 &&
      bytes[at + 13] === 0x3a &&
      bytes[at + 16] === 0x3a &&
      bytes[at + 19] === 0x2e;
    const sign = bytes[at + 26];
    if (!isShaped || (sign !== 0x2b && sign !== 0x2d)) return -1;
    const year = digits(bytes, at, 4);
    const month = digits(bytes, at + 5, 2);
    const day = digits(bytes, at + 8, 2);
    const hour = digits(bytes, at + 11, 2);
    const minute = digits(bytes, at + 14, 2);
    const second = digits(bytes, at + 17, 2);
    const microsecond = digits(bytes, at + 20, 6);
    const zoneHour = digits(bytes, at + 27, 2);
    const zoneMinute = digits(bytes, at + 29, 2);
    // A part that is no number is negative, and then so is this.
    if (Math.min(year, month, day, hour, minute, second, microsecond, zoneHour, zoneMinute) < 0) return -1;
    if (year < 1971 || year > 2111 || hour > 23 || minute > 59 || second > 59) return -1;
    if (!this.#findDay(year, month, day)) return -1;
    const offset = (zoneHour * 60 + zoneMinute) * (sign === 0x2d ? -60 : 60);
    this.isPlain = offset === 0 && sign === 0x2b;
    const seconds = this.#dayUnixSeconds + hour * 3600 + minute * 60 + second - offset;
    return seconds * 1_000_000 + microsecond;
  }

  /** false: there is no such day. */
  #findDay(year: number, month: number, day: number): boolean {
    const key = (year * 100 + month) * 100 + day;
    if (key === this.#day) return true;
    const seconds = Date.UTC(year, month - 1, day) / 1000;
    const date = new Date(seconds * 1000);
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
    this.#day = key;
    this.#dayUnixSeconds = Math.floor(seconds / SECONDS_OF_DAY) * SECONDS_OF_DAY;
    return true;
  }
}

/** -1: one of them is no digit. */
function digits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = (bytes[index] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

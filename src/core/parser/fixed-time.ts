/** Bytes of `YYYY-MM-DD HH:MM:SS.ffffff`. */
export const FIXED_TIME_SIZE = 26;
const SPACE = 0x20;
const LETTER_T = 0x54;

/** Reads times in the form that most of a log's entries have, from bytes. The day is remembered: neighbours share it. */
export class FixedTimeReader {
  #day = -1;
  #dayUnixSeconds = 0;

  /**
   * Reads `YYYY-MM-DD HH:MM:SS.ffffff`, or with a T between, from `bytes[at]` on, as a time in UTC.
   * @returns microseconds since 1970; -1: it stands there in another form, is no time, or is not between 1971 and 2111.
   */
  read(bytes: Uint8Array, at: number): number {
    const isShaped =
      bytes[at + 4] === 0x2d &&
      bytes[at + 7] === 0x2d &&
      (bytes[at + 10] === SPACE || bytes[at + 10] === LETTER_T) &&
      bytes[at + 13] === 0x3a &&
      bytes[at + 16] === 0x3a &&
      bytes[at + 19] === 0x2e;
    if (!isShaped) return -1;
    const hour = readDigits(bytes, at + 11, 2);
    const minute = readDigits(bytes, at + 14, 2);
    const second = readDigits(bytes, at + 17, 2);
    const microsecond = readDigits(bytes, at + 20, 6);
    // A part that is no number is negative.
    if (hour < 0 || minute < 0 || second < 0 || microsecond < 0) return -1;
    if (hour > 23 || minute > 59 || second > 59 || !this.#findDay(bytes, at)) return -1;
    return (this.#dayUnixSeconds + hour * 3600 + minute * 60 + second) * 1_000_000 + microsecond;
  }

  /** false: there is no such day. */
  #findDay(bytes: Uint8Array, at: number): boolean {
    const year = readDigits(bytes, at, 4);
    const month = readDigits(bytes, at + 5, 2);
    const day = readDigits(bytes, at + 8, 2);
    if (year < 1971 || year > 2111 || month < 0 || day < 0) return false;
    const key = (year * 100 + month) * 100 + day;
    if (key === this.#day) return true;
    const unixMs = Date.UTC(year, month - 1, day);
    const date = new Date(unixMs);
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
    this.#day = key;
    this.#dayUnixSeconds = unixMs / 1000;
    return true;
  }
}

/** A number of so many digits; -1: one of them is none. */
export function readDigits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = (bytes[index] as number) - 48;
    // Behind the end of the bytes it is no number at all.
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
